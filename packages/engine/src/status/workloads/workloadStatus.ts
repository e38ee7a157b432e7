import {
  KubernetesObject,
  PodCounts,
  PodTrouble,
  Verdict,
  WorkloadStatus,
  lastValue,
  refOf,
} from '../../model';
import { healthOf } from '../../kinds';
import { countsOf } from '../../kinds/madePods';
import { at, listOf, numberOf, textOf, timeOf } from '../../model/fields';
import { grouped } from '../../snapshot/grouped';
import { conditionOf } from '../conditions';
import { controllerText } from '../controllerText';
import type { NamespaceContext } from '../eachNamespace';
import { healthy, verdict, worstOf } from '../verdict';
import { notesOf } from './notesOf';
import { lastingPods, madeAt } from './lastingPods';
import { createCause } from './podCauses';
import { podTrouble } from './podTrouble';
import { controllerOf } from './podsOfWorkload';
import { imagesOf, restartsOf } from './runsOf';

const mostPods = 20;

/** One workload: what it wants and has, how its pods fare, and why they do not. */
export function workloadStatus(
  object: KubernetesObject,
  own: readonly KubernetesObject[],
  { view, environment, now }: NamespaceContext,
): WorkloadStatus {
  const troubles = troublesOf(object, own, now);
  const counts = countsOf(object, view.kinds.of(object));
  const cron = textOf(at(object.spec, 'schedule'));
  const lastRun = timeOf(at(object.status, 'lastScheduleTime'));
  const lastSuccess = timeOf(at(object.status, 'lastSuccessfulTime'));
  return {
    ...verdictOfWorkload(object, troubles, {
      counts,
      lastJob: object.kind === 'CronJob' ? lastJob() : undefined,
    }),
    ref: refOf(view.cluster, object),
    ...madeBy(object),
    environment: environment.name,
    ...(counts && { counts }),
    images: imagesOf(podSpecOf(object), own),
    ...restartsOf(own),
    troubles,
    notes: notesOf(object, own, view),
    ...(object.kind === 'CronJob' &&
      cron !== undefined && {
        schedule: {
          cron,
          ...(lastRun === undefined ? {} : { lastRun }),
          ...(lastSuccess === undefined ? {} : { lastSuccess }),
        },
      }),
  };

  function lastJob(): KubernetesObject | undefined {
    const { namespace, name } = object.metadata;
    const jobs = lastValue(
      view.list({ group: 'batch', kind: 'Job' }, namespace),
    );
    const byCronJob = grouped(jobs ?? [], 'CronJobs of Jobs', job => {
      const owner = controllerOf(job);
      return owner?.kind === 'CronJob' ? [owner.name] : [];
    });
    return [...byCronJob.get(name)].sort((a, b) => madeAt(b) - madeAt(a))[0];
  }
}

function madeBy(object: KubernetesObject): Pick<WorkloadStatus, 'madeBy'> {
  const { kind, name } = controllerOf(object) ?? {};
  return kind === undefined || name === undefined
    ? {}
    : { madeBy: { kind, name } };
}

function podSpecOf({ kind, spec }: KubernetesObject): unknown {
  return kind === 'CronJob'
    ? at(spec, 'jobTemplate', 'spec', 'template', 'spec')
    : at(spec, 'template', 'spec');
}

/** The troubles of a workload's pods, those with the same reason together, worst first; before them that none can be made. */
export function troublesOf(
  object: KubernetesObject,
  pods: readonly KubernetesObject[],
  now: number,
): PodTrouble[] {
  const found = new Map<string, PodTrouble>();
  const failure = conditionOf(object, 'ReplicaFailure');
  if (failure?.status === 'True') {
    const cause = createCause(failure.message);
    const message = controllerText(failure.message);
    found.set('', {
      ...verdict('Degraded', cause.why, {
        fixableBy: cause.fixableBy,
        ...(failure.since === undefined ? {} : { since: failure.since }),
      }),
      pods: [],
      ...(message && { message }),
    });
  }
  for (const pod of lastingPods(object, pods, now)) {
    const trouble = podTrouble(pod, now);
    if (trouble) {
      const key = `${trouble.verdict.state} ${trouble.verdict.why}`;
      const known = found.get(key);
      if (!known) {
        found.set(key, {
          ...trouble.verdict,
          pods: [pod.metadata.name],
          ...(trouble.message && { message: trouble.message }),
        });
      } else if (known.pods.length < mostPods) {
        known.pods.push(pod.metadata.name);
      }
    }
  }
  return [...found.values()].sort(
    (a, b) => Number(a.state !== 'Degraded') - Number(b.state !== 'Degraded'),
  );
}

function verdictOfWorkload(
  object: KubernetesObject,
  troubles: readonly PodTrouble[],
  { counts, lastJob }: { counts?: PodCounts; lastJob?: KubernetesObject },
): Verdict {
  const { kind, spec, status, metadata } = object;
  const worst = worstOf(troubles);
  if (metadata.deletionTimestamp !== undefined) {
    return verdict('Progressing', 'it is being deleted');
  }
  if (at(spec, 'suspend') === true) {
    return verdict('Suspended', 'it is suspended', { fixableBy: 'tenant' });
  }
  if (at(spec, 'paused') === true && kind === 'Deployment') {
    return verdict('Suspended', 'its rollout is paused', {
      fixableBy: 'tenant',
    });
  }
  if (kind === 'Job') {
    return jobVerdict(object, worst);
  }
  if (kind === 'CronJob') {
    const last = lastJob && jobVerdict(lastJob, worst);
    return last?.state === 'Degraded'
      ? verdict('Degraded', `its last run failed: ${last.why}`, {
          fixableBy: last.fixableBy ?? 'tenant',
        })
      : healthy();
  }
  const { desired = 0, ready = 0, updated } = counts ?? {};
  const seen = generationOf(at(status, 'observedGeneration'));
  if (seen !== undefined && seen < (metadata.generation ?? 0)) {
    return verdict(
      'Progressing',
      'its controller has not seen the last change',
    );
  }
  if (desired === 0) {
    return kind === 'DaemonSet'
      ? healthy()
      : verdict('Suspended', 'it is scaled to 0', { fixableBy: 'tenant' });
  }
  const isShort = ready < desired;
  // Old pods that still serve make up for new ones that do not, where a rollout surges.
  const all = numberOf(at(status, 'replicas')) ?? 0;
  const isOld =
    updated !== undefined &&
    (updated < desired ||
      (kind === 'Deployment' && all > updated && ready < all));
  const rollout = rolloutVerdict(object);
  if (rollout && (!isShort || worst?.state !== 'Degraded')) {
    return rollout;
  }
  // A partition, or updates that wait for somebody to delete pods, leave old pods on purpose.
  const isMeant = !isShort && healthOf(object)?.status === 'Healthy';
  if ((!isShort && !isOld) || isMeant) {
    // A pod that is too many and broken is one that is about to go.
    return healthy();
  }
  if (worst) {
    const { state, why, fixableBy, native, since } = worst;
    return {
      state,
      why,
      native,
      ...(fixableBy && { fixableBy }),
      ...(since && { since }),
    };
  }
  const progressing = conditionOf(object, 'Progressing');
  if (progressing?.status === 'False') {
    return verdict('Degraded', 'its new pods did not become ready in time', {
      fixableBy: 'tenant',
    });
  }
  return verdict(
    'Progressing',
    isShort
      ? `${ready} of ${desired} pods ready`
      : `${updated} of ${Math.max(desired, all)} pods updated`,
  );
}

/** A Rollout that went back, or that waits for somebody to let it go on. */
function rolloutVerdict({ kind, status }: KubernetesObject) {
  if (kind !== 'Rollout') {
    return undefined;
  }
  const message = controllerText(textOf(at(status, 'message')) ?? '');
  if (at(status, 'abort') === true) {
    return verdict(
      'Degraded',
      `its rollout was aborted${message ? `: ${message}` : ''}`,
      { fixableBy: 'tenant' },
    );
  }
  const waits =
    at(status, 'controllerPause') === true ||
    listOf(at(status, 'pauseConditions')).length > 0;
  return waits
    ? verdict('Suspended', 'its rollout is paused and waits to go on', {
        fixableBy: 'tenant',
      })
    : undefined;
}

/** Argo Rollouts writes it as a text. */
function generationOf(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,15}$/.test(value)
    ? Number(value)
    : numberOf(value);
}

function jobVerdict(
  job: KubernetesObject,
  worst: Verdict | undefined,
): Verdict {
  const failedJob = conditionOf(job, 'Failed');
  if (failedJob?.status === 'True') {
    const why =
      failedJob.reason === 'DeadlineExceeded'
        ? 'it took longer than its deadline'
        : 'its pods failed too often';
    return verdict('Degraded', why, {
      fixableBy: 'tenant',
      ...(failedJob.since === undefined ? {} : { since: failedJob.since }),
    });
  }
  if (conditionOf(job, 'Complete')?.status === 'True') {
    return healthy();
  }
  return worst ?? verdict('Progressing', 'it is running');
}
