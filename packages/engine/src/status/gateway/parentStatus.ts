import { KubernetesObject } from '../../model';
import { Fields, at, fieldsOf, listOf, textOf } from '../../model/fields';
import { Condition, conditionsOf } from '../conditions';
import {
  ParentRef,
  parentRefOf,
  sameParent,
} from '../../kinds/gateway/parentRef';

/** Istio writes the status of all routes by one name, also of Gateways whose class has another: waypoints, remote ones. */
const istio = 'istio.io/';

/**
 * The conditions that the controller wrote for one parent of a route, found by the reference and by the controller's
 * name: entries of other controllers are leftovers. Undefined when it has written nothing.
 */
export function parentConditions(
  route: KubernetesObject,
  ref: ParentRef,
  controllerName: string | undefined,
): Condition[] | undefined {
  const { namespace = '' } = route.metadata;
  const entries = listOf(at(route.status, 'parents')).filter(item =>
    sameParent(parentRefOf(fieldsOf(item.parentRef), namespace), ref),
  );
  const nameOf = (item: Fields) => textOf(item.controllerName) ?? '';
  const entry =
    controllerName === undefined
      ? entries[0]
      : entries.find(item => nameOf(item) === controllerName) ??
        entries.find(
          item =>
            controllerName.startsWith(istio) && nameOf(item).startsWith(istio),
        );
  return entry && conditionsOf(entry.conditions);
}
