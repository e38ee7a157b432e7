import { KubernetesObject, Verdict, isKnown, lastValue } from '../../model';
import { healthOf } from '../../kinds';
import { at, listOf, timeOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { grouped } from '../../snapshot/grouped';
import { whyUnknown } from '../unknown';
import { healthy, verdict } from '../verdict';
import { failureOf, jobVerdict } from './jobVerdict';
import { madeAt } from './lastingPods';
import { controllerOf } from './podsOfWorkload';

const jobKind = { group: 'batch', kind: 'Job' };

/** The verdict on a CronJob by its last run, else by what it says of it itself; `worst` is the worst trouble of the pods of its runs. */
export function cronJobVerdict(
  object: KubernetesObject,
  worst: Verdict | undefined,
  view: ClusterView,
): Verdict {
  const job = lastJobOf(object, view);
  if (!job) {
    return withoutJob(object, view);
  }
  const last = jobVerdict(job, worst);
  if (last.state !== 'Degraded') {
    return healthy();
  }
  return {
    ...last,
    why: failureOf(job)
      ? `its last run failed: ${last.why}`
      : `its run does not get on: ${last.why}`,
    fixableBy: last.fixableBy ?? 'tenant',
  };
}

/** The newest Job, unless it ran later and no Job is left of that: failed and finished ones are kept for different times. */
function lastJobOf(
  { metadata, status }: KubernetesObject,
  view: ClusterView,
): KubernetesObject | undefined {
  const jobs = lastValue(view.list(jobKind, metadata.namespace));
  const byCronJob = grouped(jobs ?? [], 'CronJobs of Jobs', job => {
    const owner = controllerOf(job);
    return owner?.kind === 'CronJob' ? [owner.name] : [];
  });
  const [newest] = [...byCronJob.get(metadata.name)].sort(
    (a, b) => madeAt(b) - madeAt(a),
  );
  const ran = timeOf(at(status, 'lastScheduleTime')) ?? 0;
  // A Job that does not tell when it was made may be any.
  return newest && (madeAt(newest) === 0 || madeAt(newest) >= ran)
    ? newest
    : undefined;
}

function withoutJob(object: KubernetesObject, view: ClusterView): Verdict {
  const { namespace } = object.metadata;
  const ran = timeOf(at(object.status, 'lastScheduleTime'));
  const succeeded = timeOf(at(object.status, 'lastSuccessfulTime'));
  const isRunning = listOf(at(object.status, 'active')).length > 0;
  const health = healthOf(object, view.kinds);
  if (ran === undefined || (succeeded !== undefined && succeeded >= ran)) {
    return healthy();
  }
  if (health?.status === 'Degraded') {
    return verdict('Degraded', 'its last run did not succeed', {
      fixableBy: 'tenant',
      since: ran,
    });
  }
  const jobs = view.list(jobKind, namespace);
  if (!isKnown(jobs) && lastValue(jobs) === undefined) {
    return verdict(
      'Unknown',
      `it is not known how its last run went: ${whyUnknown(jobs)}`,
      { fixableBy: 'platform' },
    );
  }
  // Argo CD calls one well that has never succeeded.
  return isRunning
    ? healthy()
    : verdict('Degraded', 'none of its runs has succeeded', {
        fixableBy: 'tenant',
        since: ran,
      });
}
