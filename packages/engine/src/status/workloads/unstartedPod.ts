import { KubernetesObject } from '../../model';
import { at, textOf, timeOf } from '../../model/fields';
import { conditionOf } from '../conditions';
import { containerIn, containersOf } from './containersOf';
import { OnePodTrouble, trouble } from './OnePodTrouble';

const minute = 60_000;

/** Why a pod whose containers are well has not started: what it waits for, as far as it gets before that. */
export function unstartedPod(
  pod: KubernetesObject,
  now: number,
): OnePodTrouble {
  const age = now - (timeOf(pod.metadata.creationTimestamp) ?? now);
  const late = (since: number, patience: number) =>
    since > patience * minute ? 'Degraded' : 'Progressing';
  const running = containersOf(pod.status).find(
    each =>
      at(each, 'state', 'running') !== undefined &&
      containerIn(pod.spec, each.name)?.isInit === true &&
      (each.started === false ||
        containerIn(pod.spec, each.name)?.isSidecar === false),
  );
  if (running) {
    const name = textOf(running.name);
    const begun = timeOf(at(running, 'state', 'running', 'startedAt'));
    return trouble(late(now - (begun ?? now), 10), {
      why: containerIn(pod.spec, running.name)?.isSidecar
        ? `its sidecar ${name} is not ready, and the others wait for it`
        : `its init container ${name} has not finished`,
      fixableBy: 'tenant',
    });
  }
  if (
    textOf(at(pod.spec, 'nodeName')) === undefined &&
    containersOf(pod.status).length === 0 &&
    !conditionOf(pod, 'PodScheduled')
  ) {
    const scheduler = textOf(at(pod.spec, 'schedulerName'));
    const isOwn = scheduler !== undefined && scheduler !== 'default-scheduler';
    return trouble(late(age, 3), {
      why: `no scheduler has looked at it${
        isOwn ? `: it asks for ${scheduler}` : ''
      }`,
      fixableBy: isOwn ? 'tenant' : 'platform',
    });
  }
  const sandbox = conditionOf(pod, 'PodReadyToStartContainers');
  if (sandbox?.status === 'True') {
    // Volumes are mounted and the network is there: what is left is its images.
    return trouble(late(now - (sandbox.since ?? now), 10), {
      why: 'its images are still being pulled',
      fixableBy: 'platform',
    });
  }
  return age > 3 * minute
    ? trouble('Degraded', {
        why: 'it waits for its volumes or its network',
        fixableBy: 'platform',
      })
    : trouble('Progressing', { why: 'it is starting' });
}
