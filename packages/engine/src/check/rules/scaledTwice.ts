import { Finding, KubernetesObject, isKnown, refOf } from '../../model';
import { at, listOf, textOf } from '../../model/fields';
import { CheckRun, Found, Placed } from '../checkRun';
import {
  ScaleTarget,
  autoscalerKind,
  scaledObjectKind,
  scaleTargetOf,
} from './scaleTarget';

/**
 * Two that scale one workload, where one is a ScaledObject: both write the number of pods, and KEDA's webhook refuses the second. The
 * autoscaler that KEDA itself makes is its ScaledObject's. And a number of pods that Argo CD would keep setting back.
 */
export function* scaledTwice(run: CheckRun): Found {
  for (const placed of run.scoped(scaledObjectKind)) {
    yield undefined;
    const { cluster, object } = placed;
    const target = scaleTargetOf(object);
    const rivals = [scaledObjectKind, autoscalerKind].flatMap(kind =>
      run
        .read(cluster, kind, object.metadata.namespace)
        .filter(other => isRival(other, object, target)),
    );
    for (const rival of rivals) {
      yield finding(run, placed, object, rival, target);
      // The other ScaledObject names this one in its own turn.
      if (rival.kind !== scaledObjectKind.kind) {
        yield finding(run, placed, rival, object, target);
      }
    }
    yield* writtenReplicas(run, placed, target);
  }
}

function isRival(
  other: KubernetesObject,
  object: KubernetesObject,
  { group, kind, name }: ScaleTarget,
): boolean {
  const its = scaleTargetOf(other);
  return (
    its.group === group &&
    its.kind === kind &&
    its.name === name &&
    name !== '' &&
    !(
      other.kind === object.kind && other.metadata.name === object.metadata.name
    ) &&
    !isMadeBy(other, object)
  );
}

/** By its owner, and by its name where owners were lost, as with a file that was exported. */
function isMadeBy(
  autoscaler: KubernetesObject,
  object: KubernetesObject,
): boolean {
  const { name } = object.metadata;
  const own =
    textOf(
      at(object.spec, 'advanced', 'horizontalPodAutoscalerConfig', 'name'),
    ) || `keda-hpa-${name}`;
  return (
    autoscaler.kind === autoscalerKind.kind &&
    (autoscaler.metadata.name === own ||
      listOf(autoscaler.metadata.ownerReferences).some(
        owner => owner.kind === object.kind && owner.name === name,
      ))
  );
}

function finding(
  run: CheckRun,
  placed: Placed,
  object: KubernetesObject,
  rival: KubernetesObject,
  target: ScaleTarget,
): Finding {
  const { cluster } = placed;
  return {
    code: 'ConflictingScalers',
    severity: 'error',
    subject: refOf(cluster, object),
    field: 'spec.scaleTargetRef',
    message: `The ${rival.kind} ${rival.metadata.name} scales the ${target.kind} ${target.name} too, and both write its number of pods.`,
    fix: 'Keep one of them: a ScaledObject takes the triggers of several, cpu and memory among them.',
    fixableBy: 'tenant',
    evidence: [
      run.evidence(
        { ...placed, object: rival },
        'spec.scaleTargetRef.name',
        target.name,
      ),
    ],
  };
}

/** Only of what is planned: a live object has the number that KEDA wrote. */
function* writtenReplicas(
  run: CheckRun,
  placed: Placed,
  { group, kind, name }: ScaleTarget,
): Found {
  const { cluster, object } = placed;
  const { namespace = '' } = object.metadata;
  for (const plan of run.overlay?.planned ?? []) {
    const written =
      plan.cluster === cluster &&
      plan.objects.find(
        each =>
          each.kind === kind &&
          each.metadata.name === name &&
          each.metadata.namespace === namespace,
      );
    const replicas = written ? at(written.spec, 'replicas') : undefined;
    if (
      written &&
      replicas !== undefined &&
      isKnown(run.view(cluster).get({ group, kind }, namespace, name))
    ) {
      yield {
        code: 'ReplicasManagedByScaler',
        severity: 'warning',
        subject: refOf(cluster, written),
        field: 'spec.replicas',
        message: `spec.replicas is written, and the ScaledObject ${object.metadata.name} decides the number of pods: each sync sets it back.`,
        fix: 'Remove replicas from the manifest.',
        fixableBy: 'tenant',
        evidence: [run.evidence(placed, 'spec.scaleTargetRef.name', name)],
      };
    }
  }
}
