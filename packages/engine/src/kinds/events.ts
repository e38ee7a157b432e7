import { KindDescriptor } from './KindDescriptor';

/** Events, by their newer API. */
export const events: readonly KindDescriptor[] = [
  {
    group: 'events.k8s.io',
    kind: 'Event',
    plural: 'events',
    versions: ['v1'],
    namespaced: true,
    schema: 'cluster',
    writer: 'controller',
    reach: 'namespace',
    team: { may: 'read' },
  },
];
