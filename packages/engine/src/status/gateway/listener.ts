import { KubernetesObject, Selector } from '../../model';
import { Fields, at, listOf, numberOf, textOf } from '../../model/fields';
import { selectorOf } from '../../snapshot/selector';
import { gatewayGroup } from './kinds';

/** One listener of a Gateway or ListenerSet, as attachment sees it. */
export interface Listener {
  owner: KubernetesObject;
  name: string;
  port: number;
  protocol: string;
  hostname?: string;
  /** Kinds of routes that it takes: what the protocol carries, narrowed by `allowedRoutes.kinds`. */
  kinds: readonly string[];
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
      ...allowedKinds(protocol, item),
      from: fromOf(at(item, 'allowedRoutes', 'namespaces', 'from')),
      ...(selector === undefined ? {} : { selector }),
      ...(tlsMode === undefined ? {} : { tlsMode }),
      certificateRefs: listOf(at(item, 'tls', 'certificateRefs')),
    };
  });
}

function allowedKinds(
  protocol: string,
  item: Fields,
): Pick<Listener, 'kinds' | 'asksTooMuch'> {
  const own = isStandardProtocol(protocol) ? carried[protocol] : [];
  const named = listOf(at(item, 'allowedRoutes', 'kinds'));
  if (named.length === 0) {
    return { kinds: own, asksTooMuch: false };
  }
  const isOwn = ({ group, kind }: Fields) =>
    (group === undefined || group === gatewayGroup) &&
    own.some(known => known === kind);
  return {
    kinds: own.filter(kind =>
      named.some(entry => isOwn(entry) && entry.kind === kind),
    ),
    asksTooMuch: !named.every(isOwn),
  };
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
