import { Known, KubernetesObject, isKnown } from '../../model';
import { at, fieldsOf, textOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { gatewayClassKind, gatewayKind, listenerSetKind } from './kinds';
import { ParentRef, parentRefOf } from '../../kinds/gateway/parentRef';

/** The Gateway behind a parent: itself, or the one that a ListenerSet belongs to. Known as undefined when there is none. */
export function governingGateway(
  ref: ParentRef,
  view: ClusterView,
): Known<KubernetesObject | undefined> {
  if (ref.kind !== 'ListenerSet') {
    return view.get(gatewayKind, ref.namespace, ref.name);
  }
  const set = view.get(listenerSetKind, ref.namespace, ref.name);
  if (!isKnown(set) || !set.value) {
    return set;
  }
  const parent = parentRefOf(
    fieldsOf(at(set.value.spec, 'parentRef')),
    ref.namespace,
  );
  return view.get(gatewayKind, parent.namespace, parent.name);
}

/** The class of a Gateway. */
export function classOf(
  gateway: KubernetesObject,
  view: ClusterView,
): Known<KubernetesObject | undefined> {
  const name = textOf(at(gateway.spec, 'gatewayClassName')) ?? '';
  return view.get(gatewayClassKind, undefined, name);
}
