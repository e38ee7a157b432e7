import { KubernetesObject } from '../model';
import { at, listOf, numberOf, textOf, timeOf } from '../model/fields';

/** One condition of a status, as most APIs write it. */
export interface Condition {
  type: string;
  /** `True`, `False` or `Unknown`. */
  status: string;
  reason: string;
  message: string;
  observedGeneration?: number;
  since?: number;
}

/** The conditions under a `conditions` array. */
export function conditionsOf(value: unknown): Condition[] {
  return listOf(value).map(item => {
    const observedGeneration = numberOf(item.observedGeneration);
    const since = timeOf(item.lastTransitionTime);
    return {
      type: textOf(item.type) ?? '',
      status: textOf(item.status) ?? 'Unknown',
      reason: textOf(item.reason) ?? '',
      message: textOf(item.message) ?? '',
      ...(observedGeneration === undefined ? {} : { observedGeneration }),
      ...(since === undefined ? {} : { since }),
    };
  });
}

/** A condition of `status.conditions` by its type. */
export function conditionOf(
  object: KubernetesObject,
  type: string,
): Condition | undefined {
  return conditionsOf(at(object.status, 'conditions')).find(
    condition => condition.type === type,
  );
}

/** Whether the controller wrote the condition before it saw the object's present spec. */
export function isStale(
  condition: Condition,
  generation: number | undefined,
): boolean {
  return (
    condition.observedGeneration !== undefined &&
    generation !== undefined &&
    condition.observedGeneration < generation
  );
}
