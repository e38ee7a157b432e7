import { KindDescriptor } from './KindDescriptor';

/** Linkerd. */
export const linkerd: readonly KindDescriptor[] = [
  {
    group: 'policy.linkerd.io',
    kind: 'AuthorizationPolicy',
    plural: 'authorizationpolicies',
    versions: ['v1alpha1'],
    namespaced: true,
    schema: 'cluster',
    writer: 'platform',
    reach: 'cluster',
    watched: true,
    foreignPolicy: { direction: 'both', mayAllow: false, byMesh: true },
  },
];
