import { groupOf, type KubernetesObject } from '@groundwork/engine';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';

/** Tells one by one how the objects of a kind differ from those before: what changed or came, with what it was, then what went. */
export async function tellReplaced(
  before: readonly KubernetesObject[],
  objects: readonly KubernetesObject[],
  tell: (change: {
    object: KubernetesObject;
    before?: KubernetesObject;
  }) => void,
): Promise<void> {
  const old = new Map<string, KubernetesObject>();
  for (const object of before) {
    old.set(idOf(object), object);
    await letOthers();
  }
  for (const object of objects) {
    const was = old.get(idOf(object));
    old.delete(idOf(object));
    if (was?.metadata.resourceVersion !== object.metadata.resourceVersion) {
      tell({ object, ...(was ? { before: was } : {}) });
    }
    await letOthers();
  }
  for (const object of old.values()) {
    tell({ object });
    await letOthers();
  }
}

function idOf(object: KubernetesObject): string {
  const { uid, namespace = '', name } = object.metadata;
  return uid ?? `${groupOf(object.apiVersion)}/${namespace}/${name}`;
}
