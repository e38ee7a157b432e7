import { at, listOf } from '../../snapshot/fields';
import { KubernetesObject } from '../../model';
import { HealthRule, health } from './health';

/** The raw conditions of a status: messages are passed on as they stand, absent ones apart from empty ones. */
export function rawConditions(object: KubernetesObject) {
  return listOf(at(object.status, 'conditions'));
}

/** The commonest rule: Ready False is Degraded, True is Healthy, anything else waits. */
export function readyCondition(waiting: string): HealthRule {
  return object => {
    const ready = rawConditions(object).find(
      ({ type, status }) =>
        type === 'Ready' && (status === 'True' || status === 'False'),
    );
    if (!ready) {
      return health('Progressing', waiting);
    }
    return ready.status === 'True'
      ? health('Healthy', ready.message)
      : health('Degraded', ready.message);
  };
}
