import { KubernetesObject } from '../../model';
import { at, textOf } from '../../model/fields';
import { conditionOf } from '../conditions';
import {
  containerIn,
  containersOf,
  isDone,
  isPartlyDone,
} from './containersOf';
import { OnePodTrouble, trouble } from './OnePodTrouble';

/**
 * Why a pod that runs is not ready: a probe, a readiness gate, or a node that no longer reports. Undefined of a run some of whose
 * containers have done their work.
 */
export function unreadyPod(
  pod: KubernetesObject,
  now: number,
): OnePodTrouble | undefined {
  const ready = conditionOf(pod, 'Ready');
  const state =
    now - (ready?.since ?? now) > 2 * 60_000 ? 'Degraded' : 'Progressing';
  const message = ready?.message;
  if (ready?.reason === 'ReadinessGatesNotReady') {
    return trouble(
      state,
      { why: 'its readiness gates are not met', fixableBy: 'platform' },
      message,
    );
  }
  const containers = containersOf(pod.status);
  const slow = containers.find(
    each => each.ready === false && !isDone(each, pod.spec),
  );
  if (!slow && isPartlyDone(pod)) {
    return undefined;
  }
  if (!slow && containers.some(each => each.ready === true)) {
    return trouble(
      state,
      { why: 'its node no longer reports', fixableBy: 'platform' },
      message,
    );
  }
  const wanted = containerIn(pod.spec, slow?.name);
  const isOff = ['waiting', 'terminated'].some(
    each => at(slow, 'state', each) !== undefined,
  );
  const probe =
    slow?.started === false && wanted?.startupProbe !== undefined
      ? 'startup'
      : 'readiness';
  const hasProbe =
    (wanted?.readinessProbe ?? wanted?.startupProbe) !== undefined;
  return trouble(
    state,
    {
      why:
        slow && !isOff && hasProbe
          ? `the ${probe} probe of ${textOf(slow.name)} does not succeed`
          : 'it is not ready',
      fixableBy: 'tenant',
    },
    message,
  );
}
