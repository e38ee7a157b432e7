import { KubernetesObject, Selector, isKnown, lastValue } from '../../model';
import { at, fieldsOf, textOf } from '../../snapshot/fields';
import { ClusterView, namespaceLabels } from '../../snapshot/clusterView';
import { matchesSelector, selectorOf } from '../../snapshot/selector';
import { gatewayKind, listenerSetKind, namespaceKind } from './kinds';
import { Listener, listenersOf } from './listener';
import { parentRefOf } from './parentRef';

/** Why a listener is not used: the reason of its condition Conflicted or, for a whole ListenerSet, Accepted. */
export type Conflict = 'HostnameConflict' | 'ProtocolConflict' | 'NotAllowed';

/**
 * The listeners of a Gateway or ListenerSet that lose to others on the same port. A Gateway's own listeners come before
 * those of ListenerSets, older sets before younger ones, then by name. A ListenerSet that its Gateway does not allow
 * loses all of its listeners.
 */
export function conflictsOf(
  owner: KubernetesObject,
  view: ClusterView,
): ReadonlyMap<string, Conflict> {
  if (owner.kind === 'Gateway') {
    return conflicts(listenersOf(owner), []);
  }
  const { namespace = '' } = owner.metadata;
  const ref = parentRefOf(fieldsOf(at(owner.spec, 'parentRef')), namespace);
  const gateway = lastValue(view.get(gatewayKind, ref.namespace, ref.name));
  if (!gateway) {
    return new Map();
  }
  if (!allows(gateway, owner, view)) {
    return new Map(
      listenersOf(owner).map(({ name }) => [name, 'NotAllowed'] as const),
    );
  }
  const before = [
    ...listenersOf(gateway),
    ...attachedSets(gateway, view)
      .filter(set => byAge(set, owner) < 0)
      .flatMap(listenersOf),
  ];
  return conflicts(listenersOf(owner), before);
}

/** The ListenerSets that name the Gateway and that it allows, oldest first. */
export function attachedSets(
  gateway: KubernetesObject,
  view: ClusterView,
): KubernetesObject[] {
  const sets = lastValue(view.list(listenerSetKind)) ?? [];
  return sets
    .filter(set => {
      const { namespace = '' } = set.metadata;
      const ref = parentRefOf(fieldsOf(at(set.spec, 'parentRef')), namespace);
      return (
        ref.kind === 'Gateway' &&
        ref.namespace === gateway.metadata.namespace &&
        ref.name === gateway.metadata.name &&
        allows(gateway, set, view)
      );
    })
    .sort(byAge);
}

function allows(
  gateway: KubernetesObject,
  set: KubernetesObject,
  view: ClusterView,
): boolean {
  const namespaces = at(gateway.spec, 'allowedListeners', 'namespaces');
  switch (at(namespaces, 'from')) {
    case 'All':
      return true;
    case 'Same':
      return gateway.metadata.namespace === set.metadata.namespace;
    case 'Selector': {
      const selector: Selector | undefined = selectorOf(
        at(namespaces, 'selector'),
      );
      const known = view.get(
        namespaceKind,
        undefined,
        set.metadata.namespace ?? '',
      );
      return (
        selector !== undefined &&
        isKnown(known) &&
        known.value !== undefined &&
        matchesSelector(selector, namespaceLabels(known.value))
      );
    }
    default:
      return false;
  }
}

function byAge(a: KubernetesObject, b: KubernetesObject): number {
  const key = ({ metadata }: KubernetesObject) =>
    [
      textOf(metadata.creationTimestamp) ?? '',
      metadata.namespace ?? '',
      metadata.name,
    ] as const;
  const [left, right] = [key(a), key(b)];
  for (let i = 0; i < left.length; i++) {
    if (left[i] !== right[i]) {
      return left[i] < right[i] ? -1 : 1;
    }
  }
  return 0;
}

function conflicts(
  own: readonly Listener[],
  before: readonly Listener[],
): ReadonlyMap<string, Conflict> {
  const found = new Map<string, Conflict>();
  own.forEach((listener, i) => {
    const winners = [...before, ...own.slice(0, i)].filter(
      other => other.port === listener.port && sharesTransport(other, listener),
    );
    if (winners.some(other => familyOf(other) !== familyOf(listener))) {
      found.set(listener.name, 'ProtocolConflict');
    } else if (winners.some(other => other.hostname === listener.hostname)) {
      found.set(listener.name, 'HostnameConflict');
    }
  });
  return found;
}

function sharesTransport(a: Listener, b: Listener): boolean {
  return (a.protocol === 'UDP') === (b.protocol === 'UDP');
}

/** HTTPS and TLS tell names apart by SNI and may share a port. */
function familyOf({ protocol }: Listener): string {
  return protocol === 'HTTPS' || protocol === 'TLS' ? 'TLS' : protocol;
}
