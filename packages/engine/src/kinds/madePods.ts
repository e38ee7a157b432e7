import { KubernetesObject, PodCounts } from '../model';
import { at, numberOf } from '../model/fields';
import type { KindDescriptor, MadePods } from './KindDescriptor';

/** The pods of what keeps a number of them running. */
export const replicas: MadePods = {
  count: ({ spec }) => Math.max(0, numberOf(at(spec, 'replicas')) ?? 1),
};

/** The pods of a Job that run at once. */
export const atOnce: MadePods = {
  count: ({ spec }: KubernetesObject) => {
    const completions = numberOf(at(spec, 'completions'));
    const parallelism = numberOf(at(spec, 'parallelism')) ?? 1;
    return at(spec, 'suspend') === true
      ? 0
      : Math.max(0, Math.min(parallelism, completions ?? parallelism));
  },
  counts: ({ spec, status }) => ({
    desired:
      numberOf(at(spec, 'completions')) ??
      numberOf(at(spec, 'parallelism')) ??
      1,
    ready: numberOf(at(status, 'succeeded')) ?? 0,
  }),
  end: true,
};

/** The pods of a DaemonSet: as many as there are nodes for them. */
export const onNodes: MadePods = {
  counts: ({ status }) => ({
    desired: numberOf(at(status, 'desiredNumberScheduled')) ?? 0,
    ready: numberOf(at(status, 'numberReady')) ?? 0,
    updated: numberOf(at(status, 'updatedNumberScheduled')) ?? 0,
  }),
};

/** How many pods a workload wants and has, in its controller's words; undefined of what runs none by itself, as a CronJob. */
export function countsOf(
  object: KubernetesObject,
  { pods }: Pick<KindDescriptor, 'pods'> = {},
): PodCounts | undefined {
  const { spec, status } = object;
  return pods?.counts
    ? pods.counts(object)
    : pods && {
        desired: numberOf(at(spec, 'replicas')) ?? 1,
        ready: numberOf(at(status, 'readyReplicas')) ?? 0,
        updated: numberOf(at(status, 'updatedReplicas')) ?? 0,
      };
}
