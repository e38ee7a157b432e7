import { KubernetesObject, lastValue } from '../../model';
import { at, fieldsOf } from '../../model/fields';
import { ClusterView, namespaceLabels } from '../../snapshot/clusterView';
import { matchesSelector, selectorOf } from '../../snapshot/selector';
import { byAge } from './age';
import { GatewayFeatures, supports } from './features';
import {
  gatewayGroup,
  gatewayKind,
  listenerSetKind,
  namespaceKind,
} from './kinds';
import { Listener, isStandardProtocol, listenersOf } from './listener';
import { parentRefOf } from '../../kinds/gateway/parentRef';

/** Why a listener is not used: the reason of its condition Conflicted or, for a whole ListenerSet, Accepted. */
export type Conflict = 'HostnameConflict' | 'ProtocolConflict' | 'NotAllowed';

/**
 * The listeners of a Gateway or ListenerSet that are not distinct from others on the same port. Within one object nobody
 * wins. Among objects a Gateway comes before its ListenerSets and older sets before younger ones, then by name, and only
 * listeners that are accepted stand in the way. A ListenerSet that its Gateway does not allow loses all of its listeners.
 */
export function conflictsOf(
  owner: KubernetesObject,
  view: ClusterView,
  features: GatewayFeatures = {},
): ReadonlyMap<string, Conflict> {
  if (owner.kind === gatewayKind.kind) {
    return conflicts(listenersOf(owner), [], features);
  }
  const gateway = gatewayOf(owner, view);
  if (!gateway) {
    return new Map();
  }
  if (allowsSet(gateway, owner, view) === false) {
    return new Map(
      listenersOf(owner).map(({ name }) => [name, 'NotAllowed'] as const),
    );
  }
  let accepted = survivors(gateway, [], features);
  for (const set of attachedSets(gateway, view)) {
    if (byAge(set, owner) >= 0) {
      break;
    }
    accepted = [...accepted, ...survivors(set, accepted, features)];
  }
  return conflicts(listenersOf(owner), accepted, features);
}

/** The Gateway that a ListenerSet names, as last known. */
export function gatewayOf(
  set: KubernetesObject,
  view: ClusterView,
): KubernetesObject | undefined {
  const { namespace = '' } = set.metadata;
  const ref = parentRefOf(fieldsOf(at(set.spec, 'parentRef')), namespace);
  return ref.group === gatewayGroup && ref.kind === gatewayKind.kind
    ? lastValue(view.get(gatewayKind, ref.namespace, ref.name))
    : undefined;
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
        ref.group === gatewayGroup &&
        ref.kind === gatewayKind.kind &&
        ref.namespace === gateway.metadata.namespace &&
        ref.name === gateway.metadata.name &&
        allowsSet(gateway, set, view) === true
      );
    })
    .sort(byAge);
}

/** Whether a Gateway lets a ListenerSet add listeners; undefined while the labels of its namespace are not known. */
export function allowsSet(
  gateway: KubernetesObject,
  set: KubernetesObject,
  view: ClusterView,
): boolean | undefined {
  const namespaces = at(gateway.spec, 'allowedListeners', 'namespaces');
  switch (at(namespaces, 'from')) {
    case 'All':
      return true;
    case 'Same':
      return gateway.metadata.namespace === set.metadata.namespace;
    case 'Selector': {
      const selector = selectorOf(at(namespaces, 'selector'));
      const { namespace = '' } = set.metadata;
      const object = lastValue(view.get(namespaceKind, undefined, namespace));
      if (selector && !object) {
        return undefined;
      }
      return (
        selector !== undefined &&
        object !== undefined &&
        matchesSelector(selector, namespaceLabels(object))
      );
    }
    default:
      return false;
  }
}

function survivors(
  owner: KubernetesObject,
  accepted: readonly Listener[],
  features: GatewayFeatures,
): Listener[] {
  const own = listenersOf(owner);
  const lost = conflicts(own, accepted, features);
  return own.filter(
    ({ name, protocol }) => !lost.has(name) && isStandardProtocol(protocol),
  );
}

function conflicts(
  own: readonly Listener[],
  accepted: readonly Listener[],
  features: GatewayFeatures,
): ReadonlyMap<string, Conflict> {
  const found = new Map<string, Conflict>();
  for (const listener of own) {
    const rivals = [...accepted, ...own].filter(
      other => other !== listener && other.port === listener.port,
    );
    const reasons = rivals.map(other => clash(other, listener, features));
    const reason =
      reasons.find(item => item === 'ProtocolConflict') ??
      reasons.find(item => item !== undefined);
    if (reason) {
      found.set(listener.name, reason);
    }
  }
  return found;
}

/** Why two listeners on one port cannot be told apart. */
function clash(
  a: Listener,
  b: Listener,
  features: GatewayFeatures,
): Conflict | undefined {
  if (!isStandardProtocol(a.protocol) || !isStandardProtocol(b.protocol)) {
    return undefined;
  }
  if ((a.protocol === 'UDP') !== (b.protocol === 'UDP')) {
    return undefined;
  }
  if (familyOf(a) !== familyOf(b)) {
    return 'ProtocolConflict';
  }
  if (familyOf(a) === 'TCP' || familyOf(a) === 'UDP') {
    return 'ProtocolConflict';
  }
  if (mixesModes(a, b) && !supports(features, 'TLSRouteModeMixed')) {
    return 'ProtocolConflict';
  }
  return nameOf(a) === nameOf(b) ? 'HostnameConflict' : undefined;
}

function mixesModes(a: Listener, b: Listener): boolean {
  return (
    a.protocol === 'TLS' && b.protocol === 'TLS' && a.tlsMode !== b.tlsMode
  );
}

function nameOf({ hostname }: Listener): string {
  return (hostname ?? '').toLowerCase();
}

/** HTTPS and TLS tell names apart by SNI and may share a port. */
function familyOf({ protocol }: Listener): string {
  return protocol === 'HTTPS' || protocol === 'TLS' ? 'TLS' : protocol;
}
