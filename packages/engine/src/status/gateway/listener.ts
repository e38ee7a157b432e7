import { KubernetesObject, Selector } from '../../model';
import { Fields, at, listOf, numberOf, textOf } from '../../model/fields';
import { selectorOf } from '../../snapshot/selector';
import { gatewayGroup, routeKinds } from './kinds';

/** One listener of a Gateway or ListenerSet, as attachment sees it. */
export interface Listener {
  owner: KubernetesObject;
  name: string;
  port: number;
  protocol: string;
  hostname?: string;
  /** Kinds of routes that it takes: what the protocol carries, narrowed by `allowedRoutes.kinds`. */
  kinds: readonly string[];
  /** Further kinds that some controllers take where the standard says nothing, narrowed alike. */
  mayTake: readonly string[];
  /** Whether it asks for kinds that its protocol does not carry. */
  asksTooMuch: boolean;
  from: 'Same' | 'All' | 'Selector' | 'None';
  selector?: Selector;
  tlsMode?: string;
  certificateRefs: readonly Fields[];
}

const carried: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** The protocols of the standard. */
export function isStandardProtocol(protocol: string): boolean {
  return Object.hasOwn(carried, protocol);
}

/** The listeners under `spec.listeners` of a Gateway or ListenerSet. */
export function listenersOf(owner: KubernetesObject): Listener[] {
  return listOf(at(owner.spec, 'listeners')).map(item => {
    const protocol = textOf(item.protocol) ?? '';
    const hostname = textOf(item.hostname);
    const tlsMode = textOf(at(item, 'tls', 'mode'));
    const selector = selectorOf(
      at(item, 'allowedRoutes', 'namespaces', 'selector'),
    );
    return {
      owner,
      name: textOf(item.name) ?? '',
      port: numberOf(item.port) ?? 0,
      protocol,
      ...(hostname === undefined ? {} : { hostname }),
      ...allowedKinds(protocol, tlsMode, item),
      from: fromOf(at(item, 'allowedRoutes', 'namespaces', 'from')),
      ...(selector === undefined ? {} : { selector }),
      ...(tlsMode === undefined ? {} : { tlsMode }),
      certificateRefs: listOf(at(item, 'tls', 'certificateRefs')),
    };
  });
}

function allowedKinds(
  protocol: string,
  tlsMode: string | undefined,
  item: Fields,
): Pick<Listener, 'kinds' | 'mayTake' | 'asksTooMuch'> {
  const own = isStandardProtocol(protocol) ? carried[protocol] : [];
  const further = furtherKinds(protocol, tlsMode);
  const named = listOf(at(item, 'allowedRoutes', 'kinds'));
  if (named.length === 0) {
    return { kinds: own, mayTake: further, asksTooMuch: false };
  }
  const names = ({ group, kind }: Fields, known: readonly string[]) =>
    (group === undefined || group === gatewayGroup) &&
    known.some(each => each === kind);
  const narrowed = (known: readonly string[]) =>
    known.filter(kind => named.some(entry => names(entry, [kind])));
  return {
    kinds: narrowed(own),
    mayTake: narrowed(further),
    asksTooMuch: !named.every(entry => names(entry, [...own, ...further])),
  };
}

/** The standard leaves open what goes on behind TLS that ends at the listener, and what protocols of a controller's own carry. */
function furtherKinds(
  protocol: string,
  tlsMode: string | undefined,
): readonly string[] {
  if (!isStandardProtocol(protocol)) {
    return routeKinds;
  }
  return protocol === 'TLS' && tlsMode !== 'Passthrough' ? ['TCPRoute'] : [];
}

function fromOf(value: unknown): Listener['from'] {
  switch (value) {
    case 'All':
    case 'Selector':
    case 'None':
      return value;
    default:
      return 'Same';
  }
}
