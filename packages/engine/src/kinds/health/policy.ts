import { KubernetesObject } from '../../model';
import { Health, health } from './health';
import { conditionsIn, field, textIn } from './scriptFields';

/** PodDisruptionBudget of policy: too few pods may be meant so. */
export function podDisruptionBudget({ status }: KubernetesObject): Health {
  let last = health('Progressing', 'Waiting for status');
  for (const condition of conditionsIn(status)) {
    const reason = field(condition, 'reason');
    const message = `PodDisruptionBudget has ${textIn(reason)}`;
    if (
      field(condition, 'status') === 'False' &&
      reason !== 'InsufficientPods'
    ) {
      return health('Degraded', message);
    }
    last = health('Healthy', message);
  }
  return last;
}
