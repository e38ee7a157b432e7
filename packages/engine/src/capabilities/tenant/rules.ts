import type { PodAccess } from '../../platform/access';
import { platformKinds, TenantKind, tenantKinds } from './tenantKinds';

/** A rule of RBAC. */
export interface PolicyRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

const read = ['get', 'list', 'watch'];
const write = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** What controllers make of the team's objects, and what it looks at to find out why something does not run. */
const observed: PolicyRule[] = [
  {
    apiGroups: [''],
    resources: ['endpoints', 'events', 'namespaces', 'pods', 'pods/log'],
    verbs: read,
  },
  {
    apiGroups: ['apps'],
    resources: ['controllerrevisions', 'replicasets'],
    verbs: read,
  },
  {
    apiGroups: ['argoproj.io'],
    resources: ['analysisruns', 'experiments'],
    verbs: read,
  },
  {
    apiGroups: ['discovery.k8s.io'],
    resources: ['endpointslices'],
    verbs: read,
  },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: read },
  {
    apiGroups: ['gateway.networking.k8s.io'],
    resources: ['gateways', 'listenersets'],
    verbs: read,
  },
  {
    apiGroups: ['metrics.k8s.io'],
    resources: ['pods'],
    verbs: read.slice(0, 2),
  },
];

/** Scaling, promoting a canary that waits, and deleting a pod so that it starts anew. */
const operated: PolicyRule[] = [
  { apiGroups: [''], resources: ['pods'], verbs: ['delete'] },
  {
    apiGroups: ['apps'],
    resources: ['deployments/scale', 'statefulsets/scale'],
    verbs: ['get', 'patch', 'update'],
  },
  {
    apiGroups: ['argoproj.io'],
    resources: ['rollouts/scale', 'rollouts/status'],
    verbs: ['get', 'patch', 'update'],
  },
];

/** Into running pods, as far as the environment and the tier let the team. */
function entered({ exec, portForward, debug, evict }: PodAccess): PolicyRule[] {
  const connected = [
    ...(exec || debug ? ['pods/attach'] : []),
    ...(exec ? ['pods/exec'] : []),
    ...(portForward ? ['pods/portforward'] : []),
  ];
  return [
    // Connections begin with GET or POST, depending on the client.
    { apiGroups: [''], resources: connected, verbs: ['create', 'get'] },
    {
      apiGroups: [''],
      resources: debug ? ['pods/ephemeralcontainers'] : [],
      verbs: ['get', 'patch', 'update'],
    },
    {
      apiGroups: [''],
      resources: evict ? ['pods/eviction'] : [],
      verbs: ['create'],
    },
  ].filter(({ resources }) => resources.length > 0);
}

/** What a viewer may: read, and no Secret among it. */
export function viewerRules(): PolicyRule[] {
  return [...rulesOf([...tenantKinds, ...platformKinds], read), ...observed];
}

/** What a member of the team may: change what the team owns, and read the rest. */
export function teamRules(access: PodAccess): PolicyRule[] {
  return [
    ...rulesOf(tenantKinds, write),
    ...rulesOf(platformKinds, read),
    ...operated,
    ...entered(access),
    ...observed,
  ];
}

/** What Argo CD may when it syncs for the team: the kinds its project admits, no more than a member. */
export function deployerRules(): PolicyRule[] {
  return [...rulesOf(tenantKinds, write), ...operated, ...observed];
}

/** One rule an API group, in order. */
function rulesOf(kinds: readonly TenantKind[], verbs: string[]): PolicyRule[] {
  const groups = [...new Set(kinds.map(kind => kind.group))].sort();
  return groups.map(group => ({
    apiGroups: [group],
    resources: kinds
      .filter(kind => kind.group === group)
      .map(kind => kind.resource)
      .sort(),
    verbs,
  }));
}
