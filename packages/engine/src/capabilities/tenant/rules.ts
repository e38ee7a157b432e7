import type { PodAccess } from '../../platform/access';
import { KindDescriptor, KindRegistry } from '../../kinds';

/** A rule of RBAC. */
export interface PolicyRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

const read = ['get', 'list', 'watch'];
const write = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** What controllers make of the team's objects, and what it looks at to find out why something does not run. */
function observed({ all, ofPlatform }: KindRegistry): PolicyRule[] {
  return grouped(
    all.filter(kind => kind.team?.may === 'read' && !ofPlatform.includes(kind)),
    ({ plural, team }) => [
      plural,
      ...(team?.readable ?? []).map(name => `${plural}/${name}`),
    ],
  ).map(([kind, resources]) => ({
    apiGroups: [kind.group],
    resources,
    verbs: [...(kind.team?.verbs ?? read)],
  }));
}

/** Scaling, promoting a canary that waits, and deleting a pod so that it starts anew. */
function operated({ ofTeams }: KindRegistry): PolicyRule[] {
  return [
    { apiGroups: [''], resources: ['pods'], verbs: ['delete'] },
    ...grouped(ofTeams, ({ plural, team }) =>
      (team?.writable ?? []).map(name => `${plural}/${name}`),
    ).map(([{ group }, resources]) => ({
      apiGroups: [group],
      resources,
      verbs: ['get', 'patch', 'update'],
    })),
  ];
}

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
export function viewerRules(kinds: KindRegistry): PolicyRule[] {
  return [
    ...rulesOf([...kinds.ofTeams, ...kinds.ofPlatform], read),
    ...observed(kinds),
  ];
}

/** What a member of the team may: change what the team owns, and read the rest. */
export function teamRules(
  access: PodAccess,
  kinds: KindRegistry,
): PolicyRule[] {
  return [
    ...rulesOf(kinds.ofTeams, write),
    ...rulesOf(kinds.ofPlatform, read),
    ...operated(kinds),
    ...entered(access),
    ...observed(kinds),
  ];
}

/** What Argo CD may when it syncs for the team: the kinds its project admits, no more than a member. */
export function deployerRules(kinds: KindRegistry): PolicyRule[] {
  return [
    ...rulesOf(kinds.ofTeams, write),
    ...operated(kinds),
    ...observed(kinds),
  ];
}

function rulesOf(
  kinds: readonly KindDescriptor[],
  verbs: string[],
): PolicyRule[] {
  return grouped(kinds, ({ plural }) => [plural]).map(
    ([{ group }, resources]) => ({ apiGroups: [group], resources, verbs }),
  );
}

/** The resources of kinds by API group, both in order, each with the first kind of the group. */
function grouped(
  kinds: readonly KindDescriptor[],
  resourcesOf: (kind: KindDescriptor) => readonly string[],
): Array<[KindDescriptor, string[]]> {
  const groups = [...new Set(kinds.map(kind => kind.group))].sort();
  return groups
    .map((group): [KindDescriptor, string[]] => {
      const members = kinds.filter(kind => kind.group === group);
      return [members[0], members.flatMap(resourcesOf).sort()];
    })
    .filter(([, resources]) => resources.length > 0);
}
