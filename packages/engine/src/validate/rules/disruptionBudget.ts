import { checkBound, percentOf } from './bounds';
import { Cursor } from './Cursor';
import { checkSelector } from './labels';

/**
 * Checks a PodDisruptionBudget.
 */
export function checkDisruptionBudget(object: Cursor): void {
  const spec = object.get('spec');
  checkSelector(spec.get('selector'));
  spec
    .get('unhealthyPodEvictionPolicy')
    .exactlyOneOf(['IfHealthyBudget', 'AlwaysAllow']);
  const given = spec.atMostOne(['minAvailable', 'maxUnavailable']);
  for (const name of given) {
    const bound = spec.get(name);
    checkBound(bound);
    if (
      typeof bound.value === 'string' &&
      (percentOf(bound.value) ?? 0) > 100
    ) {
      bound.fail(
        'OutOfRange',
        `must be at most 100%, is ${bound.value}`,
        'Lower it.',
      );
    }
  }
}
