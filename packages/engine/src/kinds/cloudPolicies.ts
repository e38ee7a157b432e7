import { KindDescriptor } from './KindDescriptor';

const shared = {
  namespaced: true,
  schema: 'cluster',
  writer: 'platform',
  reach: 'namespace',
  watched: true,
} as const;
const eks = { group: 'networking.k8s.aws', versions: ['v1alpha1'] };

/** Network policies of EKS and GKE beside Kubernetes' own. */
export const cloudPolicies: readonly KindDescriptor[] = [
  {
    ...shared,
    ...eks,
    kind: 'ApplicationNetworkPolicy',
    plural: 'applicationnetworkpolicies',
    guarded: true,
    foreignPolicy: { direction: 'both', mayAllow: true },
  },
  {
    ...shared,
    ...eks,
    kind: 'ClusterNetworkPolicy',
    plural: 'clusternetworkpolicies',
    namespaced: false,
    reach: 'cluster',
    foreignPolicy: { direction: 'both', mayAllow: true },
  },
  {
    ...shared,
    group: 'networking.gke.io',
    versions: ['v1alpha1', 'v1alpha3'],
    kind: 'FQDNNetworkPolicy',
    plural: 'fqdnnetworkpolicies',
    guarded: true,
    foreignPolicy: { direction: 'egress', mayAllow: true },
  },
];
