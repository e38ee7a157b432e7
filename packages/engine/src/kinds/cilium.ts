import { KindDescriptor } from './KindDescriptor';
import { backendNamespace } from './reach/backendReach';

const shared = {
  group: 'cilium.io',
  versions: ['v2'],
  namespaced: true,
  writer: 'platform',
} as const;

/** Cilium. */
export const cilium: readonly KindDescriptor[] = [
  {
    ...shared,
    kind: 'CiliumNetworkPolicy',
    plural: 'ciliumnetworkpolicies',
    schema: 'core',
    reach: backendNamespace,
    watched: true,
    team: { may: 'read' },
    guarded: true,
  },
  {
    ...shared,
    kind: 'CiliumClusterwideNetworkPolicy',
    plural: 'ciliumclusterwidenetworkpolicies',
    namespaced: false,
    schema: 'core',
    reach: 'cluster',
    watched: true,
  },
  // They send the traffic of Services elsewhere, or add to what policies admit.
  {
    ...shared,
    kind: 'CiliumEnvoyConfig',
    plural: 'ciliumenvoyconfigs',
    schema: 'cluster',
    reach: 'cluster',
    guarded: true,
  },
  {
    ...shared,
    kind: 'CiliumLocalRedirectPolicy',
    plural: 'ciliumlocalredirectpolicies',
    schema: 'cluster',
    reach: 'cluster',
    guarded: true,
  },
];
