import { KubernetesObject } from '../model';
import { at, numberOf } from '../model/fields';
import type { MadePods } from './KindDescriptor';

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
  end: true,
};
