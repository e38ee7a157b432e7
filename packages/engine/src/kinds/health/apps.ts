import { KubernetesObject } from '../../model';
import { Fields } from '../../model/fields';
import { Health, health } from './health';
import {
  demandVersion,
  hasField,
  numberAt,
  statusOf,
  structAt,
  structsAt,
  textAt,
} from './typedFields';

const version = 'apps/v1';

/** Deployment of apps. */
export function deployment(object: KubernetesObject): Health {
  demandVersion(object, version);
  if (structAt(object.spec).paused === true) {
    return health('Suspended', 'Deployment is paused');
  }
  if (!isObserved(object)) {
    return health(
      'Progressing',
      'Waiting for rollout to finish: observed deployment generation less than desired generation',
    );
  }
  const progressing = conditionOf(object, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return health(
      'Degraded',
      `Deployment "${object.metadata.name}" exceeded its progress deadline`,
    );
  }
  const wanted = numberAt(structAt(object.spec), 'replicas');
  const [all, updated, available] = [
    'replicas',
    'updatedReplicas',
    'availableReplicas',
  ].map(field => count(object, field));
  if (wanted !== undefined && updated < wanted) {
    return health(
      'Progressing',
      `Waiting for rollout to finish: ${updated} out of ${wanted} new replicas have been updated...`,
    );
  }
  if (all > updated) {
    return health(
      'Progressing',
      `Waiting for rollout to finish: ${
        all - updated
      } old replicas are pending termination...`,
    );
  }
  return available < updated
    ? health(
        'Progressing',
        `Waiting for rollout to finish: ${available} of ${updated} updated replicas are available...`,
      )
    : health('Healthy');
}

/** ReplicaSet of apps. */
export function replicaSet(object: KubernetesObject): Health {
  demandVersion(object, version);
  if (!isObserved(object)) {
    return health(
      'Progressing',
      'Waiting for rollout to finish: observed replica set generation less than desired generation',
    );
  }
  const failure = conditionOf(object, 'ReplicaFailure');
  if (failure?.status === 'True') {
    return health('Degraded', textAt(failure, 'message'));
  }
  const wanted = numberAt(structAt(object.spec), 'replicas');
  const available = count(object, 'availableReplicas');
  return wanted !== undefined && available < wanted
    ? health(
        'Progressing',
        `Waiting for rollout to finish: ${available} out of ${wanted} new replicas are available...`,
      )
    : health('Healthy');
}

/** StatefulSet of apps. */
export function statefulSet(object: KubernetesObject): Health {
  demandVersion(object, version);
  if (count(object, 'observedGeneration') === 0 || !isObserved(object)) {
    return health(
      'Progressing',
      'Waiting for statefulset spec update to be observed...',
    );
  }
  const wanted = numberAt(structAt(object.spec), 'replicas');
  const ready = count(object, 'readyReplicas');
  const updated = count(object, 'updatedReplicas');
  if (wanted !== undefined && ready < wanted) {
    return health(
      'Progressing',
      `Waiting for ${wanted - ready} pods to be ready...`,
    );
  }
  const update = structAt(object.spec, 'updateStrategy');
  const strategy = textAt(update, 'type');
  if (strategy === 'RollingUpdate' && hasField(update, 'rollingUpdate')) {
    const partition = numberAt(structAt(update, 'rollingUpdate'), 'partition');
    const part =
      wanted === undefined || partition === undefined
        ? undefined
        : wanted - partition;
    return part !== undefined && updated < part
      ? health(
          'Progressing',
          `Waiting for partitioned roll out to finish: ${updated} out of ${part} new pods have been updated...`,
        )
      : health(
          'Healthy',
          `partitioned roll out complete: ${updated} new pods have been updated...`,
        );
  }
  if (strategy === 'OnDelete') {
    return health('Healthy', `statefulset has ${ready} ready pods`);
  }
  const [current, next] = ['currentRevision', 'updateRevision'].map(name =>
    textAt(statusOf(object), name),
  );
  return next === current
    ? health(
        'Healthy',
        `statefulset rolling update complete ${count(
          object,
          'currentReplicas',
        )} pods at revision ${current}...`,
      )
    : health(
        'Progressing',
        `waiting for statefulset rolling update to complete ${updated} pods at revision ${next}...`,
      );
}

/** DaemonSet of apps. */
export function daemonSet(object: KubernetesObject): Health {
  demandVersion(object, version);
  if (!isObserved(object)) {
    return health(
      'Progressing',
      'Waiting for rollout to finish: observed daemon set generation less than desired generation',
    );
  }
  const [updated, wanted, available] = [
    'updatedNumberScheduled',
    'desiredNumberScheduled',
    'numberAvailable',
  ].map(field => count(object, field));
  if (textAt(structAt(object.spec, 'updateStrategy'), 'type') === 'OnDelete') {
    return health(
      'Healthy',
      `daemon set ${updated} out of ${wanted} new pods have been updated`,
    );
  }
  const waiting = `Waiting for daemon set "${object.metadata.name}" rollout to finish`;
  if (updated < wanted) {
    return health(
      'Progressing',
      `${waiting}: ${updated} out of ${wanted} new pods have been updated...`,
    );
  }
  return available < wanted
    ? health(
        'Progressing',
        `${waiting}: ${available} of ${wanted} updated pods are available...`,
      )
    : health('Healthy');
}

function isObserved(object: KubernetesObject): boolean {
  const generation = numberAt(structAt(object.metadata), 'generation') ?? 0;
  return generation <= count(object, 'observedGeneration');
}

function count(object: KubernetesObject, name: string): number {
  return numberAt(statusOf(object), name) ?? 0;
}

function conditionOf(
  object: KubernetesObject,
  type: string,
): Fields | undefined {
  return structsAt(statusOf(object), 'conditions').find(
    condition => textAt(condition, 'type') === type,
  );
}
