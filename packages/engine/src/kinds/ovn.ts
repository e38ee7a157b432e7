import { KindDescriptor } from './KindDescriptor';

/** OVN-Kubernetes. */
export const ovn: readonly KindDescriptor[] = [
  {
    group: 'k8s.ovn.org',
    kind: 'EgressFirewall',
    plural: 'egressfirewalls',
    versions: ['v1'],
    namespaced: true,
    schema: 'cluster',
    writer: 'platform',
    reach: 'cluster',
    watched: true,
    foreignPolicy: { direction: 'egress', mayAllow: false },
  },
];
