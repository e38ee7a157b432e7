import { KubernetesObject } from '../../model';
import { at, listOf, numberOf, plainText, textOf } from '../../snapshot/fields';
import { rawConditions } from './conditionHealth';
import { Health, HealthRule, HealthStatus, health } from './health';

const phases: readonly string[] = [
  'Healthy',
  'Progressing',
  'Degraded',
  'Unknown',
] satisfies HealthStatus[];

/** Rollout of Argo Rollouts. Since its version 1.0 the controller writes a phase, which counts before all else. */
export function rollout(object: KubernetesObject): Health {
  if (!isObserved(object)) {
    return health(
      'Progressing',
      'Waiting for rollout spec update to be observed',
    );
  }
  const phase = textOf(at(object.status, 'phase'));
  if (phase) {
    const status = phase === 'Paused' ? 'Suspended' : phase;
    return health(
      phases.includes(status) || status === 'Suspended'
        ? (status as HealthStatus)
        : 'Unknown',
      at(object.status, 'message'),
    );
  }
  return withoutPhase(object);
}

function isObserved({ status, spec, metadata }: KubernetesObject): boolean {
  if (status === undefined) {
    return false;
  }
  const seen = Number(plainText(at(status, 'observedGeneration') ?? NaN));
  const generation = metadata.generation ?? 0;
  // Before version 0.10 the field held a hash, which is no number or a far too large one.
  const specSeen = !Number.isFinite(seen) || seen >= generation;
  const workload =
    metadata.annotations?.['rollout.argoproj.io/workload-generation'];
  const refers =
    at(spec, 'workloadRef') !== undefined && metadata.annotations !== undefined;
  const workloadSeen =
    !refers ||
    (workload ?? '') ===
      plainText(at(status, 'workloadObservedGeneration') ?? '');
  return specSeen && workloadSeen;
}

function withoutPhase(object: KubernetesObject): Health {
  const bad = rawConditions(object).find(
    ({ type, reason }) =>
      type === 'InvalidSpec' ||
      (type === 'Progressing' &&
        (reason === 'RolloutAborted' || reason === 'ProgressDeadlineExceeded')),
  );
  if (bad) {
    return health('Degraded', bad.message);
  }
  if (
    listOf(at(object.status, 'pauseConditions')).length > 0 ||
    at(object.spec, 'paused') === true
  ) {
    return health('Suspended', 'Rollout is paused');
  }
  const current = textOf(at(object.status, 'currentPodHash'));
  if (current === undefined) {
    return health(
      'Progressing',
      'Waiting for rollout to finish: status has not been reconciled.',
    );
  }
  const [all, updated, available] = [
    'replicas',
    'updatedReplicas',
    'availableReplicas',
  ].map(field => numberOf(at(object.status, field)) ?? 0);
  const wanted = numberOf(at(object.spec, 'replicas')) ?? 1;
  const stable =
    textOf(at(object.status, 'stableRS')) ??
    textOf(at(object.status, 'canary', 'stableRS')) ??
    '';
  const waiting = waitingFor();
  return waiting === undefined
    ? health('Healthy')
    : health('Progressing', waiting);

  function waitingFor(): string | undefined {
    if (updated < wanted) {
      return 'Waiting for roll out to finish: More replicas need to be updated';
    }
    if (available < updated) {
      return 'Waiting for roll out to finish: updated replicas are still becoming available';
    }
    if (at(object.spec, 'strategy', 'blueGreen') !== undefined) {
      const active = at(object.status, 'blueGreen', 'activeSelector');
      if (active !== current) {
        return 'active service cutover pending';
      }
      return stable !== '' && stable !== current
        ? 'waiting for analysis to complete'
        : undefined;
    }
    if (at(object.spec, 'strategy', 'canary') !== undefined) {
      if (all > updated) {
        return 'Waiting for roll out to finish: old replicas are pending termination';
      }
      return stable !== current
        ? 'Waiting for rollout to finish steps'
        : undefined;
    }
    return undefined;
  }
}

/** AnalysisRun of Argo Rollouts. */
export const analysisRun: HealthRule = ({ status }) => {
  const message = at(status, 'message');
  const own = (text: string) => (typeof message === 'string' ? message : text);
  switch (at(status, 'phase')) {
    case 'Pending':
    case 'Running':
      return health('Progressing', 'Analysis run is running');
    case 'Successful':
      return health('Healthy', own('Analysis run completed successfully'));
    case 'Failed':
      return health('Degraded', own('Analysis run failed'));
    case 'Error':
      return health('Degraded', own('Analysis run had an error'));
    case 'Inconclusive':
      return health('Unknown', own('Analysis run was inconclusive'));
    default:
      return health(
        'Progressing',
        'Waiting for analysis run to finish: status has not been reconciled.',
      );
  }
};

/** Experiment of Argo Rollouts. */
export const experiment: HealthRule = ({ status }) => {
  switch (at(status, 'phase')) {
    case 'Pending':
      return health('Progressing', 'Experiment is pending');
    case 'Running':
      return health('Progressing', 'Experiment is running');
    case 'Successful':
      return health('Healthy', 'Experiment is successful');
    case 'Failed':
      return health('Degraded', 'Experiment has failed');
    case 'Error':
      return health('Degraded', 'Experiment had an error');
    default:
      return health(
        'Progressing',
        'Waiting for experiment to finish: status has not been reconciled.',
      );
  }
};
