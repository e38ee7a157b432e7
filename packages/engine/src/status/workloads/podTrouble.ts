import { KubernetesObject } from '../../model';
import { at, textOf, timeOf } from '../../model/fields';
import { conditionOf } from '../conditions';
import { containerTrouble } from './containerTrouble';
import { containersOf } from './containersOf';
import { failedPod } from './failedPod';
import { OnePodTrouble, trouble } from './OnePodTrouble';
import { schedulingCause } from './podCauses';
import { unreadyPod } from './unreadyPod';
import { unstartedPod } from './unstartedPod';

const minute = 60_000;

/**
 * Judges a pod by what the scheduler and the kubelet say of it; undefined of one that serves, or has ended well. `now` is
 * the cluster's own time.
 */
export function podTrouble(
  pod: KubernetesObject,
  now: number,
): OnePodTrouble | undefined {
  const { status, metadata } = pod;
  const phase = textOf(at(status, 'phase'));
  const deleted = timeOf(metadata.deletionTimestamp);
  if (deleted !== undefined) {
    return now > deleted + 5 * minute
      ? trouble('Degraded', {
          why: 'it does not end, long after it was told to',
          fixableBy: 'platform',
        })
      : undefined;
  }
  if (phase === 'Succeeded') {
    return undefined;
  }
  if (phase === 'Failed') {
    return failedPod(status);
  }
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status === 'False') {
    return scheduled.reason === 'SchedulingGated'
      ? trouble(
          'Progressing',
          { why: 'a scheduling gate holds it back', fixableBy: 'platform' },
          scheduled.message,
        )
      : trouble(
          isNew(scheduled.since ?? timeOf(metadata.creationTimestamp))
            ? 'Progressing'
            : 'Degraded',
          schedulingCause(scheduled.message),
          scheduled.message,
        );
  }
  for (const container of containersOf(status)) {
    const found = containerTrouble(container, pod);
    if (found) {
      return found;
    }
  }
  const ready = conditionOf(pod, 'Ready');
  if (phase === 'Running' && ready && ready.status !== 'True') {
    return unreadyPod(pod, now);
  }
  return phase === 'Pending' ? unstartedPod(pod, now) : undefined;

  /** Nodes and volumes that are made on demand take their time. */
  function isNew(since: number | undefined): boolean {
    return since !== undefined && now - since < 3 * minute;
  }
}
