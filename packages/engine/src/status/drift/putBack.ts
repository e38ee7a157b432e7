import { PutBack, SyncHold } from '../../model';
import { Application } from '../sync/application';
import { describeHold } from '../sync/windows/holdOf';

/** Argo CD tries again and again; after so many times something else is writing. */
const patience = 3;

/**
 * What Argo CD will do about drift of an Application by itself. `refused` is why its project lets no sync of it through, `pause` what
 * is to be said of a pause of its self-heal.
 */
export function putBackOf(
  app: Application,
  hold: SyncHold | undefined,
  refused: string | undefined,
  pause?: string,
): PutBack {
  if (app.skipped) {
    return {
      by: 'sync',
      why: 'Argo CD does not look at this Application (skip-reconcile)',
    };
  }
  if (app.object.metadata.deletionTimestamp !== undefined) {
    return { by: 'unknown', why: 'the Application is being deleted' };
  }
  if (!app.automated) {
    return { by: 'sync', why: 'automatic sync is turned off' };
  }
  if (!app.selfHeal) {
    return { by: 'sync', why: pause ?? 'self-heal is turned off' };
  }
  if (hold) {
    return {
      by: 'later',
      why: describeHold(hold),
      ...(hold.until === undefined ? {} : { until: hold.until }),
    };
  }
  if (refused !== undefined) {
    return { by: 'unknown', why: refused };
  }
  const attempts = app.operation?.selfHealAttempts ?? 0;
  if (attempts >= patience) {
    return {
      by: 'unknown',
      why: `Argo CD put it back ${attempts} times, and something else keeps changing it`,
    };
  }
  if (app.operation?.phase === 'Failed' || app.operation?.phase === 'Error') {
    return { by: 'unknown', why: 'the last sync failed' };
  }
  return { by: 'argocd', why: '' };
}
