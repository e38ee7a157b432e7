import { KubernetesObject, PodCounts } from '../../model';
import { at, numberOf } from '../../model/fields';

/** How many pods a workload wants and has, in its controller's words; undefined of a CronJob. */
export function countsOf({
  kind,
  spec,
  status,
}: KubernetesObject): PodCounts | undefined {
  const number = (from: unknown, ...path: string[]) =>
    numberOf(at(from, ...path));
  switch (kind) {
    case 'Deployment':
    case 'Rollout':
    case 'StatefulSet':
      return {
        desired: number(spec, 'replicas') ?? 1,
        ready: number(status, 'readyReplicas') ?? 0,
        updated: number(status, 'updatedReplicas') ?? 0,
      };
    case 'DaemonSet':
      return {
        desired: number(status, 'desiredNumberScheduled') ?? 0,
        ready: number(status, 'numberReady') ?? 0,
        updated: number(status, 'updatedNumberScheduled') ?? 0,
      };
    case 'Job':
      return {
        desired:
          number(spec, 'completions') ?? number(spec, 'parallelism') ?? 1,
        ready: number(status, 'succeeded') ?? 0,
      };
    default:
      return undefined;
  }
}
