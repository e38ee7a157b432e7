import type { KindRegistry } from '../kinds';
import { resourceOf } from '../kinds/KindRegistry';
import { KubernetesObject } from '../model';
import { Fields, at, fieldsOf, listOf } from '../model/fields';
import { Amounts, nanos, plus } from './amounts';
import { countsPods, isScoped } from './quotaScopes';
import { workloadAmounts } from './workloadAmounts';

/**
 * What an object counts for in a quota: its pods where the quota counts such pods, and itself.
 *
 * @param limits - of the containers in its namespace ({@link containerLimits}), which fill in what containers do not name
 * @param quota - the `spec` of the ResourceQuota
 */
export function amountsFor(
  object: KubernetesObject,
  limits: readonly Fields[],
  quota: unknown,
  kinds: KindRegistry,
): Amounts {
  const { pods, traits, others } = workloadAmounts(object, limits, kinds);
  const counted = traits && countsPods(quota, traits) ? pods : new Map();
  return isScoped(quota)
    ? counted
    : [countOf(object, kinds), others].reduce(plus, counted);
}

/** An object counts for one of its kind. Pods of a workload are counted with the workload. */
function countOf(object: KubernetesObject, kinds: KindRegistry): Amounts {
  const known = kinds.of(object);
  if (known === undefined || object.kind === 'Pod') {
    return new Map();
  }
  const one = nanos('1');
  return new Map([
    [`count/${resourceOf(known)}`, one],
    ...(known.group === '' ? [[known.plural, one] as const] : []),
  ]);
}

/** What a LimitRange says of containers. */
export function containerLimits(object: KubernetesObject): Fields[] {
  return listOf(at(object.spec, 'limits'))
    .filter(({ type }) => type === 'Container')
    .map(fieldsOf);
}
