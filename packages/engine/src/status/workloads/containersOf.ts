import { Fields, at, listOf } from '../../model/fields';

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
