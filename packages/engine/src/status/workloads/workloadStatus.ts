import {
  KubernetesObject,
  PodTrouble,
  WorkloadStatus,
  refOf,
} from '../../model';
import { countsOf } from '../../kinds/madePods';
import { at, textOf, timeOf } from '../../model/fields';
import { conditionOf } from '../conditions';
import { controllerText } from '../controllerText';
import type { NamespaceContext } from '../eachNamespace';
import { verdict } from '../verdict';
import { notesOf } from './notesOf';
import { lastingPods } from './lastingPods';
import { createCause } from './podCauses';
import { podTrouble } from './podTrouble';
import { controllerOf } from './podsOfWorkload';
import { imagesOf, restartsOf } from './runsOf';
import { workloadVerdict } from './workloadVerdict';

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
    ...workloadVerdict(object, troubles, counts, view),
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
