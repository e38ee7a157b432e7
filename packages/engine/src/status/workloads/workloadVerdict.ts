import { KubernetesObject, PodCounts, PodTrouble, Verdict } from '../../model';
import { healthOf } from '../../kinds';
import { at, numberOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { conditionOf } from '../conditions';
import { healthy, verdict, verdictOf, worstOf } from '../verdict';
import { cronJobVerdict } from './cronJobVerdict';
import { jobVerdict } from './jobVerdict';
import { rolloutVerdict, rolloutWaits } from './rolloutVerdict';
import { isScaledByOthers } from './scaledByOthers';

/** The verdict on a workload by what its controller counts and what is wrong with its pods. */
export function workloadVerdict(
  object: KubernetesObject,
  troubles: readonly PodTrouble[],
  counts: PodCounts | undefined,
  view: ClusterView,
): Verdict {
  const { kind, spec, status, metadata } = object;
  const worst = worstOf(troubles);
  if (metadata.deletionTimestamp !== undefined) {
    return verdict('Progressing', 'it is being deleted');
  }
  if (at(spec, 'suspend') === true) {
    return verdict('Suspended', 'it is suspended', { fixableBy: 'tenant' });
  }
  if (kind === 'Job') {
    return jobVerdict(object, worst);
  }
  if (kind === 'CronJob') {
    return cronJobVerdict(object, worst, view);
  }
  const { desired = 0, ready = 0, updated } = counts ?? {};
  const isShort = ready < desired;
  const isBroken = isShort && worst?.state === 'Degraded';
  if (at(spec, 'paused') === true && kind === 'Deployment' && !isBroken) {
    return verdict('Suspended', 'its rollout is paused', {
      fixableBy: 'tenant',
    });
  }
  const seen = generationOf(at(status, 'observedGeneration'));
  if (seen !== undefined && seen < (metadata.generation ?? 0)) {
    return verdict(
      'Progressing',
      'its controller has not seen the last change',
    );
  }
  if (desired === 0) {
    return kind === 'DaemonSet' || isScaledByOthers(object, view)
      ? healthy()
      : verdict('Suspended', 'it is scaled to 0', { fixableBy: 'tenant' });
  }
  // Old pods that still serve make up for new ones that do not, where a rollout surges.
  const all = numberOf(at(status, 'replicas')) ?? 0;
  const isOld =
    updated !== undefined &&
    (updated < desired ||
      (kind === 'Deployment' && all > updated && ready < all));
  const rollout = rolloutVerdict(object, view);
  if (rollout && !isBroken) {
    return rollout;
  }
  // A partition, or updates that wait for somebody to delete pods, leave old pods on purpose.
  const isMeant =
    !isShort && healthOf(object, view.kinds)?.status === 'Healthy';
  if ((!isShort && !isOld) || isMeant) {
    // A pod that is too many and broken is one that is about to go.
    return rolloutWaits(object, view) ?? healthy();
  }
  if (worst) {
    return verdictOf(worst);
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

/** Argo Rollouts writes it as a text. */
function generationOf(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,15}$/.test(value)
    ? Number(value)
    : numberOf(value);
}
