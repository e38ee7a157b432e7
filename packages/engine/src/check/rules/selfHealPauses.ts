import { Finding, KubernetesObject, lastValue, refOf } from '../../model';
import { Environment } from '../../platform';
import { readApplication } from '../../status/sync/application';
import { findApplications } from '../../status/sync/findApplications';
import { describePause, pausedUntil } from '../../status/sync/pausedUntil';
import { CheckRun, Found } from '../checkRun';

const DAY = 24 * 60 * 60_000;

/** Applications whose self-heal a request pauses: that it does, that it is forgotten, and that it is for too long. */
export function* selfHealPauses(run: CheckRun): Found {
  for (const environment of run.environments) {
    for (const tenant of run.tenants(environment)) {
      yield undefined;
      // What can't be read is noted by the rule that judges Applications.
      const found = lastValue(
        findApplications(tenant, run.snapshot, environment, run.platform),
      );
      for (const { object, layer } of found ?? []) {
        if (layer === 'tenant') {
          yield* judged(run, environment, object);
        }
      }
    }
  }
}

function* judged(
  { now, platform }: CheckRun,
  { name, argocd, selfHealPauses: { maxDays } }: Environment,
  object: KubernetesObject,
): Iterable<Finding> {
  const until = pausedUntil(readApplication(object), platform.prefix);
  if (until === undefined) {
    return;
  }
  const head = {
    subject: refOf(argocd.cluster, object),
    field: 'spec.syncPolicy.automated.selfHeal',
    evidence: [],
    fixableBy: 'tenant' as const,
  };
  const isOver = until <= now;
  yield {
    ...head,
    code: 'SelfHealPaused',
    severity: isOver ? 'warning' : 'info',
    message: `${object.metadata.name} in ${name}: ${describePause(
      until,
      now,
    )}.`,
    fix: isOver
      ? 'Take the pause out of the request; Argo CD then puts back what was changed by hand.'
      : 'Take the pause out of the request when it is needed no longer.',
  };
  if (until > now + maxDays * DAY) {
    yield {
      ...head,
      code: 'SelfHealPauseTooLong',
      severity: 'error',
      message: `${
        object.metadata.name
      } in ${name}: self-heal is to be paused for longer than the ${maxDays} ${
        maxDays === 1 ? 'day' : 'days'
      } that the platform allows.`,
      fix: `End the pause within ${maxDays} ${maxDays === 1 ? 'day' : 'days'}.`,
    };
  }
}
