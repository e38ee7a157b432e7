import { KubernetesObject, Verdict } from '../../model';
import { healthOf } from '../../kinds';
import { at, listOf, textOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { controllerText } from '../controllerText';
import { verdict } from '../verdict';

/** A Rollout that went back or could not go on, or that waits for somebody to let it. */
export function rolloutVerdict(
  object: KubernetesObject,
  { kinds }: ClusterView,
): Verdict | undefined {
  const { kind, spec, status } = object;
  if (kind !== 'Rollout') {
    return undefined;
  }
  const said = controllerText(textOf(at(status, 'message')) ?? '');
  const told = (text: string) => (text ? `: ${text}` : '');
  const fixableBy = 'tenant';
  if (at(status, 'abort') === true) {
    return verdict('Degraded', `its rollout was aborted${told(said)}`, {
      fixableBy,
    });
  }
  const health = healthOf(object, kinds);
  if (health?.status === 'Degraded') {
    const text = controllerText(health.message ?? '') || said;
    return verdict('Degraded', `its rollout has failed${told(text)}`, {
      fixableBy,
    });
  }
  if (at(spec, 'paused') === true) {
    return verdict('Suspended', 'its rollout is paused', { fixableBy });
  }
  const waits =
    at(status, 'controllerPause') === true ||
    listOf(at(status, 'pauseConditions')).length > 0 ||
    health?.status === 'Suspended';
  return waits
    ? verdict('Suspended', 'its rollout is paused and waits to go on', {
        fixableBy,
      })
    : undefined;
}

/** What a Rollout whose pods are all there still waits for, by its controller. */
export function rolloutWaits(
  object: KubernetesObject,
  { kinds }: ClusterView,
): Verdict | undefined {
  const health =
    object.kind === 'Rollout' ? healthOf(object, kinds) : undefined;
  switch (health?.status) {
    case 'Progressing':
      return verdict(
        'Progressing',
        controllerText(health.message ?? '') || 'its rollout goes on',
      );
    case 'Unknown':
      return verdict(
        'Unknown',
        'its controller does not say how its rollout goes',
        { fixableBy: 'platform' },
      );
    default:
      return undefined;
  }
}
