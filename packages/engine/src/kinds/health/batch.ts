import { KubernetesObject } from '../../model';
import { Health, health } from './health';
import { field, isNil, items } from './scriptFields';
import { demandVersion, statusOf, structsAt, textAt } from './typedFields';
import { Unreadable } from './unreadable';

/** Job of batch: that a condition is there counts, whatever its status; of several of a type the last one speaks. */
export function job(object: KubernetesObject): Health {
  demandVersion(object, 'batch/v1');
  let failed: string | undefined;
  let ended: string | undefined;
  let suspended = false;
  for (const condition of structsAt(statusOf(object), 'conditions')) {
    const message = textAt(condition, 'message');
    switch (textAt(condition, 'type')) {
      case 'Failed':
        failed = message;
        break;
      case 'Complete':
        ended = message;
        break;
      case 'Suspended':
        ended = message;
        suspended = suspended || textAt(condition, 'status') === 'True';
        break;
      default:
    }
  }
  if (failed !== undefined) {
    return health('Degraded', failed);
  }
  if (ended === undefined) {
    return health('Progressing');
  }
  return health(suspended ? 'Suspended' : 'Healthy', ended);
}

/** CronJob of batch: only a last run that ended without success is Degraded. */
export function cronJob({ spec, status }: KubernetesObject): Health {
  if (field(spec, 'suspend') === true) {
    return health('Healthy', 'CronJob is Suspended');
  }
  if (isNil(status)) {
    return health('Progressing', 'Waiting for CronJob');
  }
  const scheduled = field(status, 'lastScheduleTime');
  if (isNil(scheduled)) {
    return health('Healthy', 'CronJob has not been scheduled yet');
  }
  const succeeded = field(status, 'lastSuccessfulTime');
  if (isNil(succeeded)) {
    return health(
      'Healthy',
      'The CronJob never completed successfully. It may not be healthy',
    );
  }
  const active = field(status, 'active');
  if (!isNil(active) && items(active).length > 0) {
    return health(
      'Healthy',
      'The job is running. Its last execution may not have been successful',
    );
  }
  if (typeof succeeded !== 'string' || typeof scheduled !== 'string') {
    throw new Unreadable('a time is not text');
  }
  return succeeded < scheduled
    ? health(
        'Degraded',
        'CronJob has not completed its last execution successfully',
      )
    : health(
        'Healthy',
        'CronJob has completed its last execution successfully',
      );
}
