import { KubernetesObject } from '../../model';
import { plainText } from '../../model/fields';
import { Health, HealthStatus, health } from './health';
import { field, isNil, items } from './scriptFields';
import { Unreadable } from './unreadable';

const phases: Readonly<Record<string, HealthStatus>> = {
  Healthy: 'Healthy',
  Progressing: 'Progressing',
  Degraded: 'Degraded',
  Suspended: 'Suspended',
  Paused: 'Suspended',
  Unknown: 'Unknown',
};

/** Rollout of Argo Rollouts. Since its version 1.0 the controller writes a phase, which counts before all else. */
export function rollout(object: KubernetesObject): Health {
  if (!isObserved(object)) {
    return health(
      'Progressing',
      'Waiting for rollout spec update to be observed',
    );
  }
  const phase = field(object.status, 'phase');
  if (isNil(phase)) {
    return withoutPhase(object);
  }
  return Object.hasOwn(phases, plainText(phase))
    ? health(phases[plainText(phase)], field(object.status, 'message'))
    : health('Unknown', 'Lua returned an invalid health status');
}

function isObserved({ status, spec, metadata }: KubernetesObject): boolean {
  if (isNil(status)) {
    return false;
  }
  const seen = toNumber(field(status, 'observedGeneration'));
  if (seen !== undefined) {
    const { generation } = metadata;
    if (typeof generation !== 'number') {
      throw new Unreadable('metadata.generation is missing');
    }
    // Before version 0.10 the field held a hash, which is no number or a far too large one.
    if (seen < generation) {
      return false;
    }
  }
  if (isNil(field(spec, 'workloadRef')) || isNil(metadata.annotations)) {
    return true;
  }
  return (
    toNumber(
      metadata.annotations['rollout.argoproj.io/workload-generation'],
    ) === toNumber(field(status, 'workloadObservedGeneration'))
  );
}

function withoutPhase({ spec, status }: KubernetesObject): Health {
  for (const condition of items(field(status, 'conditions'))) {
    const type = field(condition, 'type');
    const reason = field(condition, 'reason');
    if (
      type === 'InvalidSpec' ||
      (type === 'Progressing' &&
        (reason === 'RolloutAborted' || reason === 'ProgressDeadlineExceeded'))
    ) {
      return health('Degraded', field(condition, 'message'));
    }
  }
  const pauses = field(status, 'pauseConditions');
  const paused = field(spec, 'paused');
  if (
    (!isNil(pauses) && items(pauses).length > 0) ||
    (!isNil(paused) && paused !== false)
  ) {
    return health('Suspended', 'Rollout is paused');
  }
  const waiting = waitingFor(spec, status);
  return waiting === undefined
    ? health('Healthy')
    : health('Progressing', waiting);
}

function waitingFor(spec: unknown, status: unknown): string | undefined {
  const current = field(status, 'currentPodHash');
  if (isNil(current)) {
    return 'Waiting for rollout to finish: status has not been reconciled.';
  }
  const [all, updated, available] = [
    'replicas',
    'updatedReplicas',
    'availableReplicas',
  ].map(name => amount(field(status, name), 0));
  if (updated < amount(field(spec, 'replicas'), 1)) {
    return 'Waiting for roll out to finish: More replicas need to be updated';
  }
  if (available < updated) {
    return 'Waiting for roll out to finish: updated replicas are still becoming available';
  }
  const stable = stableOf(status);
  if (!isNil(field(spec, 'strategy', 'blueGreen'))) {
    const colours = field(status, 'blueGreen');
    if (isNil(colours) || field(colours, 'activeSelector') !== current) {
      return 'active service cutover pending';
    }
    return stable !== '' && stable !== current
      ? 'waiting for analysis to complete'
      : undefined;
  }
  if (!isNil(field(spec, 'strategy', 'canary'))) {
    if (all > updated) {
      return 'Waiting for roll out to finish: old replicas are pending termination';
    }
    return stable === '' || stable !== current
      ? 'Waiting for rollout to finish steps'
      : undefined;
  }
  return undefined;
}

/** The ReplicaSet that serves; before version 0.8 its name stood under `canary`. */
function stableOf(status: unknown): unknown {
  const own = field(status, 'stableRS');
  if (!isNil(own)) {
    return own;
  }
  const canary = field(status, 'canary');
  return isNil(canary) ? '' : field(canary, 'stableRS');
}

function amount(value: unknown, fallback: number): number {
  if (isNil(value)) {
    return fallback;
  }
  if (typeof value !== 'number') {
    throw new Unreadable('a number of replicas is no number');
  }
  return value;
}

function toNumber(value: unknown): number | undefined {
  const text = typeof value === 'string' ? value.trim() : value;
  const number =
    typeof text === 'number' || (typeof text === 'string' && text !== '')
      ? Number(text)
      : NaN;
  return Number.isNaN(number) ? undefined : number;
}
