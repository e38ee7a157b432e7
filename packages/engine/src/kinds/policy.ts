import { checkDisruptionBudget } from '../validate/rules/disruptionBudget';
import { KindDescriptor } from './KindDescriptor';
import { podDisruptionBudget } from './health/policy';

/** How many pods may be away at once. */
export const policy: readonly KindDescriptor[] = [
  {
    group: 'policy',
    kind: 'PodDisruptionBudget',
    plural: 'poddisruptionbudgets',
    versions: ['v1'],
    namespaced: true,
    schema: 'core',
    writer: 'tenant',
    reach: 'namespace',
    watched: true,
    team: { may: 'write', limit: 50 },
    health: podDisruptionBudget,
    validate: { v1: checkDisruptionBudget },
  },
];
