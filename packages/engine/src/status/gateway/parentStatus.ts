import { KubernetesObject } from '../../model';
import { Fields, at, fieldsOf, listOf, textOf } from '../../model/fields';
import { Condition, conditionsOf } from '../conditions';
import {
  ParentRef,
  parentKeyOf,
  parentRefOf,
  parentRefsOf,
  sameParent,
} from '../../kinds/gateway/parentRef';

/** Istio writes the status of all routes by one name, also of Gateways whose class has another: waypoints, remote ones. */
const istio = 'istio.io/';

/** The parents that controllers wrote a status of a route for, each once. */
export function reportedParents(route: KubernetesObject): ParentRef[] {
  const { namespace = '' } = route.metadata;
  const found: ParentRef[] = [];
  for (const item of listOf(at(route.status, 'parents'))) {
    const ref = parentRefOf(fieldsOf(item.parentRef), namespace);
    if (!found.some(each => sameParent(each, ref))) {
      found.push(ref);
    }
  }
  return found;
}

/**
 * The conditions that the controller wrote for one parent of a route, found by the reference and by the controller's
 * name: entries of other controllers are leftovers. Undefined when it has written nothing. NGINX Gateway Fabric leaves out a port that
 * the route names, and names the listener where the route names none.
 */
export function parentConditions(
  route: KubernetesObject,
  ref: ParentRef,
  controllerName: string | undefined,
): Condition[] | undefined {
  const { namespace = '' } = route.metadata;
  const entries = listOf(at(route.status, 'parents'));
  const refOf = (item: Fields) =>
    parentRefOf(fieldsOf(item.parentRef), namespace);
  const exact = ofController(
    entries.filter(item => sameParent(refOf(item), ref)),
    controllerName,
  )[0];
  const entry = exact ?? similar();
  return entry && conditionsOf(entry.conditions);

  /** Without a look at what only one of the two names, where nothing else can be meant. */
  function similar(): Fields | undefined {
    const key = parentKeyOf(ref);
    const found = ofController(
      entries.filter(
        item => parentKeyOf(refOf(item)) === key && mayBeSame(refOf(item), ref),
      ),
      controllerName,
    );
    const named = parentRefsOf(route).filter(each => parentKeyOf(each) === key);
    // A route that names no listener may have an entry for each: one that takes it is enough.
    const isOne = found.length === 1 || ref.sectionName === undefined;
    return named.length === 1 && isOne
      ? found.find(isAccepted) ?? found[0]
      : undefined;
  }
}

function ofController(
  entries: readonly Fields[],
  controllerName: string | undefined,
): readonly Fields[] {
  const nameOf = (item: Fields) => textOf(item.controllerName) ?? '';
  const own = entries.filter(
    item => controllerName === undefined || nameOf(item) === controllerName,
  );
  return own.length === 0 && controllerName?.startsWith(istio)
    ? entries.filter(item => nameOf(item).startsWith(istio))
    : own;
}

function isAccepted({ conditions }: Fields): boolean {
  return conditionsOf(conditions).some(
    ({ type, status }) => type === 'Accepted' && status === 'True',
  );
}

function mayBeSame(a: ParentRef, b: ParentRef): boolean {
  return (['sectionName', 'port'] as const).every(
    field =>
      a[field] === undefined || b[field] === undefined || a[field] === b[field],
  );
}
