import { Cluster } from './Cluster';
import { condition, report } from './Conditions';
import { KubeObject } from './KubeObject';
import { StatusData } from './StatusData';

interface Autoscaler extends KubeObject {
  spec: {
    minReplicas?: number;
    scaleTargetRef: { kind: string; name: string };
  };
}

/** Says of every autoscaler that it sees little load and wants its minimum. */
export async function reconcileAutoscalers(
  cluster: Cluster,
  data: StatusData,
): Promise<void> {
  const deployments = await cluster.list('apps/v1', 'Deployment');
  for (const scaler of await cluster.list<Autoscaler>(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
  )) {
    const { minReplicas: wanted = 1, scaleTargetRef: ref } = scaler.spec;
    const target = deployments.find(
      ({ metadata }) =>
        metadata.name === ref.name &&
        metadata.namespace === scaler.metadata.namespace,
    );
    const { replicas }: { replicas?: number } = target?.spec ?? {};
    if (target && replicas !== wanted)
      await cluster.patch(target, { spec: { replicas: wanted } });
    const able = target
      ? condition(
          'AbleToScale',
          true,
          'ReadyForNewScale',
          'recommended size matches current size',
        )
      : condition(
          'AbleToScale',
          false,
          'FailedGetScale',
          `the HPA controller was unable to get the target's current scale: ${ref.kind} "${ref.name}" not found`,
        );
    const conditions = [
      able,
      condition(
        'ScalingActive',
        true,
        'ValidMetricFound',
        'the HPA was able to successfully calculate a replica count',
      ),
      condition(
        'ScalingLimited',
        false,
        'DesiredWithinRange',
        'the desired count is within the acceptable range',
      ),
    ];
    await report(cluster, data, scaler, {
      currentReplicas: replicas ?? 0,
      desiredReplicas: wanted,
      conditions: target ? conditions : [able],
    });
  }
}
