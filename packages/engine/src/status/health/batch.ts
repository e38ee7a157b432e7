import { KubernetesObject } from '../../model';
import { rawConditions } from './conditionHealth';
import { Health, health } from './health';

/** Job of batch. */
export function job(object: KubernetesObject): Health {
  const conditions = rawConditions(object);
  const ofType = (type: string) =>
    conditions.find(condition => condition.type === type);
  const [failed, complete, suspended] = ['Failed', 'Complete', 'Suspended'].map(
    ofType,
  );
  if (failed) {
    return health('Degraded', failed.message);
  }
  if (suspended?.status === 'True') {
    return health('Suspended');
  }
  return complete || suspended
    ? health('Healthy', (complete ?? suspended)?.message)
    : health('Progressing');
}
