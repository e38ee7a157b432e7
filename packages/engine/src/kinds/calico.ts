import { KindDescriptor } from './KindDescriptor';

const shared = {
  schema: 'cluster',
  writer: 'platform',
  reach: 'cluster',
  watched: true,
  foreignPolicy: { direction: 'both', mayAllow: true },
} as const;

/** Calico, by its definitions and by its own API server. */
export const calico: readonly KindDescriptor[] = [
  { group: 'crd.projectcalico.org', versions: ['v1'] },
  { group: 'projectcalico.org', versions: ['v3'] },
].flatMap((served): KindDescriptor[] => [
  {
    ...shared,
    ...served,
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    namespaced: true,
    reach: 'namespace',
    guarded: true,
  },
  {
    ...shared,
    ...served,
    kind: 'GlobalNetworkPolicy',
    plural: 'globalnetworkpolicies',
    namespaced: false,
  },
]);
