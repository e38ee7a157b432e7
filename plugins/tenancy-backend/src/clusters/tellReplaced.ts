import {
  type HeldKind,
  type KubernetesObject,
  type ObjectIdentity,
} from '@groundwork/engine';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';

/** Tells one by one how the objects of a kind differ from those before: what changed or came, with what it was, then what went. */
export async function tellReplaced(
  before: HeldKind,
  objects: readonly KubernetesObject[],
  tell: (change: {
    object: KubernetesObject;
    before?: KubernetesObject;
  }) => void,
): Promise<void> {
  const old = new Map<string, ObjectIdentity>();
  for (const identity of before.identities()) {
    old.set(idOf(identity), identity);
    await letOthers();
  }
  for (const object of objects) {
    const id = idOf(object.metadata);
    const was = old.get(id);
    old.delete(id);
    if (was?.resourceVersion !== object.metadata.resourceVersion) {
      const known = was && before.get(was.namespace, was.name);
      tell({ object, ...(known ? { before: known } : {}) });
    }
    await letOthers();
  }
  for (const { namespace, name } of old.values()) {
    const object = before.get(namespace, name);
    if (object) {
      tell({ object });
    }
    await letOthers();
  }
}

function idOf({ uid, namespace = '', name }: ObjectIdentity): string {
  return uid ?? `${namespace}/${name}`;
}
