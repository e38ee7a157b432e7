import { KubernetesObject } from '../../model';
import { Fields, at, listOf, numberOf } from '../../model/fields';

/** The containers that a pod reports, those that run first first. */
export function containersOf(status: unknown): readonly Fields[] {
  return [
    ...listOf(at(status, 'initContainerStatuses')),
    ...listOf(at(status, 'containerStatuses')),
  ];
}

/** What a pod asks for of one of its containers. */
export function containerIn(
  spec: unknown,
  name: unknown,
): (Fields & { isInit: boolean; isSidecar: boolean }) | undefined {
  const init = listOf(at(spec, 'initContainers')).find(
    each => each.name === name,
  );
  const found =
    init ?? listOf(at(spec, 'containers')).find(each => each.name === name);
  return (
    found && {
      ...found,
      isInit: init !== undefined,
      // A sidecar is an init container that the others do not wait to end.
      isSidecar: init?.restartPolicy === 'Always',
    }
  );
}

/** Whether a container may end and stay so: an init container, or one of a pod that is a run. */
export function mayEnd(spec: unknown, name: unknown): boolean {
  const wanted = containerIn(spec, name);
  const restarts = wanted?.restartPolicy ?? at(spec, 'restartPolicy');
  return wanted?.isInit === true
    ? !wanted.isSidecar
    : restarts === 'OnFailure' || restarts === 'Never';
}

/** Whether a container has done its work, while others of its pod may still be at theirs. */
export function isDone(container: Fields, spec: unknown): boolean {
  const code = numberOf(at(container, 'state', 'terminated', 'exitCode'));
  return code === 0 && mayEnd(spec, container.name);
}

/** Whether a pod is unready only because some of its containers have done their work. */
export function isPartlyDone({ spec, status }: KubernetesObject): boolean {
  const unready = listOf(at(status, 'containerStatuses')).filter(
    each => each.ready === false,
  );
  return unready.length > 0 && unready.every(each => isDone(each, spec));
}
