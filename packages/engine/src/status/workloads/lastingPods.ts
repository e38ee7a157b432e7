import { KubernetesObject } from '../../model';
import { at, timeOf } from '../../model/fields';
import { conditionsOf } from '../conditions';
import { containersOf } from './containersOf';

/** A pod that failed longer ago was replaced, and is history. */
const replaced = 10 * 60_000;

/**
 * The pods that tell of a workload, those that live first. A failed pod stays behind when it was replaced: what became of
 * the next ones counts, and of runs the newest.
 */
export function lastingPods(
  { kind }: KubernetesObject,
  pods: readonly KubernetesObject[],
  now: number,
): readonly KubernetesObject[] {
  const [failed, lasting] = [true, false].map(isFailed =>
    pods.filter(pod => (at(pod.status, 'phase') === 'Failed') === isFailed),
  );
  if (kind === 'CronJob' || kind === 'Job') {
    return lasting;
  }
  const newest = Math.max(...lasting.map(madeAt));
  return [
    ...lasting,
    ...failed.filter(
      pod => madeAt(pod) > newest || now - failedAt(pod) < replaced,
    ),
  ];
}

/** When the containers of a pod ended, as far as it tells. */
function failedAt(pod: KubernetesObject): number {
  const { status } = pod;
  return Math.max(
    madeAt(pod),
    ...containersOf(status).map(
      each => timeOf(at(each, 'state', 'terminated', 'finishedAt')) ?? 0,
    ),
    ...conditionsOf(at(status, 'conditions')).map(({ since }) => since ?? 0),
  );
}

/** When an object was made; 0 where it does not tell. */
export function madeAt({ metadata }: KubernetesObject): number {
  return timeOf(metadata.creationTimestamp) ?? 0;
}
