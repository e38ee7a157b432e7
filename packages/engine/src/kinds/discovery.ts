import { KindDescriptor } from './KindDescriptor';
import { endpointSlice } from './reach/backendReach';

/** What stands behind Services. */
export const discovery: readonly KindDescriptor[] = [
  {
    group: 'discovery.k8s.io',
    kind: 'EndpointSlice',
    plural: 'endpointslices',
    versions: ['v1'],
    namespaced: true,
    schema: 'cluster',
    writer: 'controller',
    reach: endpointSlice,
    watched: true,
    team: { may: 'read' },
    // Endpoints of a team's choice would lead its gateway's traffic to the pods of others, past what they admit.
    guarded: true,
  },
];
