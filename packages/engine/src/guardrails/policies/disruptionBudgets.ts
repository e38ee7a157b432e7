import { AdmissionRule } from '../AdmissionRule';
import { specChanged } from '../cel';

/**
 * A disruption budget lets pods go at some time: one that never does stops every drain, and with it upgrades of the nodes.
 */
export function disruptionBudgets(): AdmissionRule {
  return {
    name: 'disruption-budgets',
    matches: [{ groups: ['policy'], resources: ['poddisruptionbudgets'] }],
    operations: ['CREATE', 'UPDATE'],
    scope: 'tenants',
    conditions: { changed: specChanged },
    validations: [
      {
        expression: [
          "(!has(object.spec.maxUnavailable) || !string(object.spec.maxUnavailable).matches('^0+%?$')) &&",
          "(!has(object.spec.minAvailable) || !string(object.spec.minAvailable).matches('^0*[1-9][0-9][0-9]+%$'))",
        ].join('\n'),
        message:
          'A PodDisruptionBudget must allow evictions: maxUnavailable must be more than 0, and minAvailable less than 100%.',
      },
    ],
  };
}
