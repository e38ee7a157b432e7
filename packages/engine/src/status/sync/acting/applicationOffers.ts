import {
  ActionOffer,
  ApplicationOffers,
  KubernetesObject,
} from '../../../model';
import { Environment } from '../../../platform';
import { readApplication } from '../application';
import { describeHold, holdOf } from '../windows/holdOf';
import { operationProgress } from './operationProgress';

const yes: ActionOffer = { allowed: true };
const no = (reason: string): ActionOffer => ({ allowed: false, reason });

/**
 * What may be done with an Application as it is now, whoever asks: Argo CD would refuse or ignore all else. `project` is its AppProject
 * with what global projects add, by `projectOf`; `now` is by the clock of its cluster, in milliseconds since the epoch.
 */
export function applicationOffers(
  object: KubernetesObject,
  environment: Environment,
  project: KubernetesObject | undefined,
  now: number,
): ApplicationOffers {
  const app = readApplication(object);
  const { automated } = app;
  const never = unreachable(object, environment, app.skipped);
  if (never) {
    const offer = no(never);
    return { sync: offer, refresh: offer, terminate: offer, automated };
  }
  const operation = operationProgress(object);
  const ends = operation?.phase === 'Terminating';
  const runs = operation?.phase === 'Running';
  const hold = holdOf(app, project, now);
  return {
    sync: syncOffer(),
    refresh: yes,
    terminate: terminateOffer(),
    automated,
  };

  function syncOffer(): ActionOffer {
    if (operation?.phase === 'Requested' || runs || ends) {
      return no(
        'An operation runs already. Wait for its end, or terminate it.',
      );
    }
    return hold && !hold.manual
      ? no(`Syncs wait: ${describeHold(hold)}.`)
      : yes;
  }

  function terminateOffer(): ActionOffer {
    if (runs) {
      return yes;
    }
    return no(ends ? 'It is being terminated already.' : 'Nothing runs.');
  }
}

/** Why nothing that anybody writes to it would be heard. */
function unreachable(
  { metadata }: KubernetesObject,
  { argocd }: Environment,
  skipped: boolean,
): string | undefined {
  if (metadata.deletionTimestamp !== undefined) {
    return 'The Application is being deleted.';
  }
  if (skipped) {
    return 'Argo CD does not look at it (annotation argocd.argoproj.io/skip-reconcile).';
  }
  return metadata.namespace === argocd.namespace
    ? undefined
    : `It lies outside of namespace ${argocd.namespace}, where the portal does not act.`;
}
