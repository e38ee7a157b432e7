import { KubernetesObject, Termination, WorkloadImage } from '../../model';
import {
  at,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  timeOf,
} from '../../model/fields';
import { containersOf } from './containersOf';

/** How often the containers of pods were started again, and how one ended last. */
export function restartsOf(pods: readonly KubernetesObject[]): {
  restarts: number;
  lastTermination?: Termination;
} {
  let restarts = 0;
  let last: Termination | undefined;
  for (const { metadata, status } of pods) {
    for (const container of containersOf(status)) {
      restarts += numberOf(container.restartCount) ?? 0;
      for (const state of ['lastState', 'state']) {
        const ended = fieldsOf(at(container, state, 'terminated'));
        const reason = textOf(ended.reason);
        const exitCode = numberOf(ended.exitCode);
        if (reason === undefined || (state === 'state' && exitCode === 0)) {
          continue;
        }
        const when = timeOf(ended.finishedAt);
        if (!last || (when ?? 0) > (last.at ?? 0)) {
          last = {
            pod: metadata.name,
            container: textOf(container.name) ?? '',
            reason,
            ...(exitCode === undefined ? {} : { exitCode }),
            ...(when === undefined ? {} : { at: when }),
          };
        }
      }
    }
  }
  return { restarts, ...(last ? { lastTermination: last } : {}) };
}

/** The images that a template names, with the digests that pods run. */
export function imagesOf(
  podSpec: unknown,
  pods: readonly KubernetesObject[],
): WorkloadImage[] {
  const run = new Map<string, Set<string>>();
  for (const { name, imageID } of pods.flatMap(({ status }) =>
    containersOf(status),
  )) {
    const digest = /sha256:[0-9a-f]{64}$/.exec(textOf(imageID) ?? '')?.[0];
    const container = textOf(name);
    if (digest !== undefined && container !== undefined) {
      run.set(container, (run.get(container) ?? new Set()).add(digest));
    }
  }
  return [
    ...listOf(at(podSpec, 'initContainers')),
    ...listOf(at(podSpec, 'containers')),
  ].map(({ name, image }) => {
    const container = textOf(name) ?? '';
    return {
      container,
      image: textOf(image) ?? '',
      digests: [...(run.get(container) ?? [])].sort(),
    };
  });
}
