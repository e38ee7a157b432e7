import type { KubernetesObject } from '@groundwork/engine';
import { namespaceOf } from '../largeEstate';
import { realApplication } from './application';
import { time, uid } from './noise';
import { realPod } from './pod';
import { labelsOf, type Place } from './podSpec';
import { deployment, endpointSlice, replicaSet, service } from './workload';

const WORDS = 'tenancy.groundwork.dev';
const REVISION = 7;
const OLD_REVISIONS = 5;
const HISTORY = 10;
/** Git has none of these, so no Application tells of them. */
const MADE_BY_CONTROLLERS = new Set(['EndpointSlice', 'Pod', 'ReplicaSet']);
const GATEWAYS = 'gateway.networking.k8s.io/v1';

/** The first revision of a workload of which a ReplicaSet is left. */
export function placeOf(tenant: string, name: string): Place {
  return { tenant, name, revision: REVISION };
}

/**
 * What a cluster holds of a tenant that runs two workloads, as large as it is there: Deployments with their pods and six
 * revisions, Services and where their pods are, routes, policies, and the Application that tells of each of them.
 */
export function realTenant(options: {
  tenant: string;
  owner: string;
  environment: string;
  cluster: string;
  pods: number;
}): KubernetesObject[] {
  const { tenant, owner, environment, cluster, pods } = options;
  const objects = ['web', 'api'].flatMap((name, index) => {
    const place = placeOf(tenant, name);
    // The first gets what can't be divided.
    const count = Math.floor((pods + 1 - index) / 2);
    const own = Array.from({ length: count }, (_, i) => realPod(place, i));
    return [
      deployment(place, count),
      replicaSet(place, count),
      ...Array.from({ length: OLD_REVISIONS }, (_, i) =>
        replicaSet({ ...place, revision: REVISION - 1 - i }, 0),
      ),
      ...own,
      service(place),
      endpointSlice(place, own),
      route(place, environment),
      policy(place),
    ];
  });
  const labels = {
    [`${WORDS}/tenant`]: tenant,
    [`${WORDS}/environment`]: environment,
  };
  return [
    namespaceOf(tenant, owner, environment),
    ...objects,
    realApplication({
      ...{ tenant, environment, cluster, labels },
      objects: objects.filter(({ kind }) => !MADE_BY_CONTROLLERS.has(kind)),
      history: HISTORY,
    }),
  ];
}

function route(place: Place, environment: string): KubernetesObject {
  const { tenant, name } = place;
  const parent = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    name: 'external',
    namespace: 'gateways',
  };
  const condition = (type: string, reason: string) => ({
    lastTransitionTime: time(`${tenant}/${name}/${type}`),
    message: '',
    observedGeneration: 2,
    reason,
    status: 'True',
    type,
  });
  return {
    apiVersion: GATEWAYS,
    kind: 'HTTPRoute',
    metadata: {
      annotations: {
        'argocd.argoproj.io/tracking-id': `${tenant}:${GATEWAYS}/HTTPRoute:${tenant}/${name}`,
      },
      creationTimestamp: time(`${tenant}/${name}/route`),
      generation: 2,
      labels: labelsOf(place),
      name,
      namespace: tenant,
      uid: uid(`${tenant}/${name}/route`),
    },
    spec: {
      hostnames: [`${name}.${tenant}.${environment}.example.com`],
      parentRefs: [parent],
      rules: [
        {
          backendRefs: [
            { group: '', kind: 'Service', name, port: 80, weight: 1 },
          ],
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        },
      ],
    },
    status: {
      parents: [
        {
          conditions: [
            condition('Accepted', 'Accepted'),
            condition('ResolvedRefs', 'ResolvedRefs'),
          ],
          controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
          parentRef: parent,
        },
      ],
    },
  };
}

function policy(place: Place): KubernetesObject {
  const { tenant, name } = place;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      creationTimestamp: time(`${tenant}/${name}/policy`),
      generation: 1,
      labels: labelsOf(place),
      name,
      namespace: tenant,
      uid: uid(`${tenant}/${name}/policy`),
    },
    spec: {
      ingress: [{ ports: [{ port: 'http', protocol: 'TCP' }] }],
      podSelector: {
        matchLabels: {
          'app.kubernetes.io/instance': `${tenant}-${name}`,
          'app.kubernetes.io/name': name,
        },
      },
      policyTypes: ['Ingress'],
    },
  };
}
