import { KindDescriptor } from './KindDescriptor';

/** ExternalDNS. */
export const externalDns: readonly KindDescriptor[] = [
  {
    group: 'externaldns.k8s.io',
    kind: 'DNSEndpoint',
    plural: 'dnsendpoints',
    versions: ['v1alpha1'],
    namespaced: true,
    schema: 'cluster',
    writer: 'platform',
    reach: 'cluster',
    // A name that somebody else has could be led elsewhere.
    guarded: true,
  },
];
