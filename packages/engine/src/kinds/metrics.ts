import { KindDescriptor } from './KindDescriptor';

/** What pods use just now. */
export const metrics: readonly KindDescriptor[] = [
  {
    group: 'metrics.k8s.io',
    kind: 'PodMetrics',
    plural: 'pods',
    versions: ['v1beta1'],
    namespaced: true,
    schema: 'cluster',
    writer: 'controller',
    reach: 'namespace',
    // The API answers out of memory and has nothing to watch.
    team: { may: 'read', verbs: ['get', 'list'] },
  },
];
