import { KindDescriptor } from './KindDescriptor';

const shared = {
  group: 'policy.networking.k8s.io',
  versions: ['v1alpha1'],
  namespaced: false,
  schema: 'cluster',
  writer: 'controller',
  reach: 'cluster',
  watched: true,
  foreignPolicy: { direction: 'both', mayAllow: true },
} as const;

/** Network Policy API: policies of whole clusters. */
export const networkPolicyApi: readonly KindDescriptor[] = [
  {
    ...shared,
    kind: 'ClusterNetworkPolicy',
    plural: 'clusternetworkpolicies',
    versions: ['v1alpha2'],
  },
  {
    ...shared,
    kind: 'AdminNetworkPolicy',
    plural: 'adminnetworkpolicies',
  },
  {
    ...shared,
    kind: 'BaselineAdminNetworkPolicy',
    plural: 'baselineadminnetworkpolicies',
  },
];
