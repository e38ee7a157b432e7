import type { KubernetesObject } from '@groundwork/engine';

/** Tells one by one what differs between two lists of a kind in one namespace, in steps. */
export function* differencesIn(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  on: {
    put: (object: KubernetesObject) => void;
    remove: (object: KubernetesObject) => void;
  },
): Generator<void> {
  const old = new Map(before.map(object => [object.metadata.name, object]));
  for (const object of after) {
    const { name, resourceVersion } = object.metadata;
    const was = old.get(name);
    old.delete(name);
    if (was?.metadata.resourceVersion !== resourceVersion) {
      on.put(object);
    }
    yield;
  }
  for (const object of old.values()) {
    on.remove(object);
    yield;
  }
}
