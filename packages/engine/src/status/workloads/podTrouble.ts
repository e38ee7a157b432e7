import { KubernetesObject, Verdict } from '../../model';
import {
  Fields,
  at,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  timeOf,
} from '../../model/fields';
import { conditionOf } from '../conditions';
import { controllerText } from '../controllerText';
import { verdict } from '../verdict';
import { PodCause, pullCause, schedulingCause } from './podCauses';

const minute = 60_000;
const pullReasons =
  /^(ImagePullBackOff|ErrImagePull|ErrImageNeverPull|InvalidImageName|ImageInspectError|RegistryUnavailable|SignatureValidationFailed)$/;

/** What is wrong with one pod, with the message behind it; undefined of one that serves, or has ended well. */
export interface OnePodTrouble {
  verdict: Verdict;
  message?: string;
}

/** Judges a pod by what the scheduler and the kubelet say of it. `now` is the cluster's own time. */
export function podTrouble(
  pod: KubernetesObject,
  now: number,
): OnePodTrouble | undefined {
  const { status, metadata } = pod;
  const phase = textOf(at(status, 'phase'));
  const deleted = timeOf(metadata.deletionTimestamp);
  if (deleted !== undefined) {
    return now > deleted + 5 * minute
      ? bad('Degraded', {
          why: 'it does not end, long after it was told to',
          fixableBy: 'platform',
        })
      : undefined;
  }
  if (phase === 'Succeeded') {
    return undefined;
  }
  if (phase === 'Failed') {
    return failed(status);
  }
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status === 'False') {
    return scheduled.reason === 'SchedulingGated'
      ? bad(
          'Progressing',
          { why: 'a scheduling gate holds it back', fixableBy: 'platform' },
          scheduled.message,
        )
      : bad('Degraded', schedulingCause(scheduled.message), scheduled.message);
  }
  for (const container of containersOf(status)) {
    const found = containerTrouble(container, pod);
    if (found) {
      return found;
    }
  }
  const age = now - (timeOf(metadata.creationTimestamp) ?? now);
  const ready = conditionOf(pod, 'Ready');
  if (phase === 'Running' && ready?.status === 'False') {
    return notReady(pod, now - (ready.since ?? now));
  }
  if (phase === 'Pending') {
    return age > 3 * minute
      ? bad('Degraded', {
          why: 'it waits for its volumes or its network',
          fixableBy: 'platform',
        })
      : bad('Progressing', { why: 'it is starting' });
  }
  return undefined;
}

function failed(status: unknown): OnePodTrouble {
  const reason = textOf(at(status, 'reason'));
  const ended = containersOf(status)
    .map(container => fieldsOf(at(container, 'state', 'terminated')))
    .find(({ exitCode }) => numberOf(exitCode) !== 0);
  const message = textOf(at(status, 'message')) ?? '';
  return reason === 'Evicted'
    ? bad(
        'Degraded',
        { why: 'a node that ran short evicted it', fixableBy: 'tenant' },
        message,
      )
    : bad(
        'Degraded',
        {
          why: ended ? endedWith(ended) : reason ?? 'it has failed',
          fixableBy: 'tenant',
        },
        message,
      );
}

function containerTrouble(
  container: Fields,
  { spec }: KubernetesObject,
): OnePodTrouble | undefined {
  const name = textOf(container.name) ?? '';
  const waiting = fieldsOf(at(container, 'state', 'waiting'));
  const reason = textOf(waiting.reason) ?? '';
  const message = textOf(waiting.message) ?? '';
  if (pullReasons.test(reason)) {
    return reason === 'InvalidImageName'
      ? bad(
          'Degraded',
          { why: 'its image has no valid name', fixableBy: 'tenant' },
          message,
        )
      : bad('Degraded', pullCause(message), message || reason);
  }
  if (reason === 'CreateContainerConfigError') {
    return bad('Degraded', configCause(message), message);
  }
  if (/^(CreateContainerError|RunContainerError|StartError)$/.test(reason)) {
    return bad(
      'Degraded',
      { why: `${name} cannot be started`, fixableBy: 'tenant' },
      message,
    );
  }
  if (reason !== 'CrashLoopBackOff') {
    return undefined;
  }
  const last = fieldsOf(at(container, 'lastState', 'terminated'));
  const limit = [
    ...listOf(at(spec, 'containers')),
    ...listOf(at(spec, 'initContainers')),
  ].find(each => each.name === name);
  const memory = textOf(at(limit, 'resources', 'limits', 'memory'));
  const room = memory === undefined ? '' : ` (limit ${memory})`;
  return bad(
    'Degraded',
    {
      why:
        last.reason === 'OOMKilled'
          ? `${name} keeps running out of memory${room}`
          : `${name} keeps ending: ${endedWith(last)}`,
      fixableBy: 'tenant',
    },
    textOf(last.message) ?? message,
  );
}

function configCause(message: string): PodCause {
  const [, kind, name] = /(secret|configmap) "([^"]+)" not found/i.exec(
    message,
  ) ?? [undefined, undefined, undefined];
  if (kind && name) {
    const word = kind.toLowerCase() === 'secret' ? 'Secret' : 'ConfigMap';
    return {
      why: `${word} ${name} that it needs is not there`,
      fixableBy: 'tenant',
    };
  }
  return /couldn't find key/i.test(message)
    ? { why: 'a key that it needs is not there', fixableBy: 'tenant' }
    : { why: 'its configuration is not right', fixableBy: 'tenant' };
}

function endedWith({ reason, exitCode }: Fields): string {
  const code = numberOf(exitCode);
  if (reason === 'OOMKilled') {
    return 'out of memory';
  }
  if (code === 0) {
    return 'it ends as if its work was done';
  }
  return code === undefined ? 'not known how' : `exit code ${code}`;
}

function notReady(pod: KubernetesObject, since: number): OnePodTrouble {
  const specs = listOf(at(pod.spec, 'containers'));
  const slow = containersOf(pod.status).find(({ ready }) => ready === false);
  const spec = specs.find(({ name }) => name === slow?.name);
  const message = conditionOf(pod, 'Ready')?.message;
  const probe =
    slow?.started === false && spec?.startupProbe !== undefined
      ? 'startup'
      : 'readiness';
  const state = since > 2 * minute ? 'Degraded' : 'Progressing';
  return slow && (spec?.readinessProbe ?? spec?.startupProbe) !== undefined
    ? bad(
        state,
        {
          why: `the ${probe} probe of ${textOf(slow.name)} does not succeed`,
          fixableBy: 'tenant',
        },
        message,
      )
    : bad(state, { why: 'it is not ready', fixableBy: 'tenant' }, message);
}

/** The containers that a pod reports, those that run first first. */
export function containersOf(status: unknown): readonly Fields[] {
  return [
    ...listOf(at(status, 'initContainerStatuses')),
    ...listOf(at(status, 'containerStatuses')),
  ];
}

function bad(
  state: 'Degraded' | 'Progressing',
  { why, fixableBy }: { why: string; fixableBy?: PodCause['fixableBy'] },
  message = '',
): OnePodTrouble {
  const text = controllerText(message);
  return {
    verdict: verdict(state, why, fixableBy ? { fixableBy } : {}),
    ...(text && { message: text }),
  };
}
