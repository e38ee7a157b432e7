import { KindDescriptor } from './KindDescriptor';

const shared = {
  group: 'crd.antrea.io',
  versions: ['v1beta1'],
  schema: 'cluster',
  writer: 'platform',
  reach: 'cluster',
  watched: true,
  foreignPolicy: { direction: 'both', mayAllow: true },
} as const;

/** Antrea. */
export const antrea: readonly KindDescriptor[] = [
  {
    ...shared,
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    namespaced: true,
    reach: 'namespace',
  },
  {
    ...shared,
    kind: 'ClusterNetworkPolicy',
    plural: 'clusternetworkpolicies',
    namespaced: false,
  },
];
