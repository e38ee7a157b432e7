import { KubernetesObject, ObjectRef, lastValue, refOf } from '../../model';
import { secretUseOf } from '../../kinds/secretUse';
import { ClusterView } from '../../snapshot/clusterView';

/** Who refers to the Secrets of a namespace, by their name. What an object runs for its owner counts as the owner's. */
export function secretUsers(
  namespace: string,
  view: ClusterView,
): Map<string, ObjectRef[]> {
  const users = new Map<string, ObjectRef[]>();
  const add = (object: KubernetesObject, names: Iterable<string>) => {
    for (const name of new Set(names)) {
      users.set(name, [
        ...(users.get(name) ?? []),
        refOf(view.cluster, object),
      ]);
    }
  };
  for (const kind of view.kinds.watched) {
    const use = secretUseOf(kind);
    const known = use && view.list(kind, use.elsewhere ? undefined : namespace);
    for (const object of (known && lastValue(known)) ?? []) {
      const isOwned = object.metadata.ownerReferences?.some(
        ({ controller }) => controller,
      );
      if (use && !isOwned) {
        add(
          object,
          use
            .of(object)
            .filter(
              each =>
                (each.namespace ?? object.metadata.namespace) === namespace,
            )
            .map(({ name }) => name),
        );
      }
    }
  }
  return users;
}
