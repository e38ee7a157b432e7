import { KubernetesObject } from '../../model';
import { at, fieldsOf, listOf, textOf } from '../../model/fields';
import { Condition, conditionsOf } from '../conditions';
import {
  ParentRef,
  parentRefOf,
  sameParent,
} from '../../kinds/gateway/parentRef';

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
  const entry = listOf(at(route.status, 'parents')).find(
    item =>
      sameParent(parentRefOf(fieldsOf(item.parentRef), namespace), ref) &&
      (controllerName === undefined ||
        textOf(item.controllerName) === controllerName),
  );
  return entry && conditionsOf(entry.conditions);
}
