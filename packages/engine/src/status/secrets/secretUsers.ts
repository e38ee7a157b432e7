import { KubernetesObject, ObjectRef, lastValue, refOf } from '../../model';
import { KindDescriptor } from '../../kinds/KindDescriptor';
import { secretUseOf } from '../../kinds/secretUse';
import { ClusterView } from '../../snapshot/clusterView';
import { grouped } from '../../snapshot/grouped';
import { Steps } from '../../steps';

/** Who refers to the Secrets of a namespace, by their name. What an object runs for its owner counts as the owner's. */
export function* secretUsersInSteps(
  namespace: string,
  view: ClusterView,
): Steps<Map<string, ObjectRef[]>> {
  const users = new Map<string, ObjectRef[]>();
  const add = (object: KubernetesObject, names: Iterable<string>) => {
    for (const name of new Set(names)) {
      const known = users.get(name) ?? [];
      users.set(name, known);
      known.push(refOf(view.cluster, object));
    }
  };
  for (const kind of view.kinds.watched) {
    const use = secretUseOf(kind);
    for (const object of use ? objectsFor(kind, use, namespace, view) : []) {
      yield;
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

/** The objects of a kind that may refer to Secrets of a namespace: those in it, and of some kinds those that name it. */
function objectsFor(
  kind: KindDescriptor,
  use: NonNullable<KindDescriptor['secretUse']>,
  namespace: string,
  view: ClusterView,
): readonly KubernetesObject[] {
  const list =
    lastValue(view.list(kind, use.elsewhere ? undefined : namespace)) ?? [];
  return use.elsewhere
    ? grouped(list, `namespaces of Secrets of ${kind.kind}`, object => [
        ...new Set(
          use
            .of(object)
            .map(each => each.namespace ?? object.metadata.namespace ?? ''),
        ),
      ]).get(namespace)
    : list;
}
