import { KubernetesObject, Selector } from '../../model';
import { Fields, at, listOf, numberOf, textOf } from '../../snapshot/fields';
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
  from: 'Same' | 'All' | 'Selector' | 'None';
  selector?: Selector;
}

const carried: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** The listeners under `spec.listeners` of a Gateway or ListenerSet. */
export function listenersOf(owner: KubernetesObject): Listener[] {
  return listOf(at(owner.spec, 'listeners')).map(item => {
    const protocol = textOf(item.protocol) ?? '';
    const hostname = textOf(item.hostname);
    const selector = selectorOf(
      at(item, 'allowedRoutes', 'namespaces', 'selector'),
    );
    return {
      owner,
      name: textOf(item.name) ?? '',
      port: numberOf(item.port) ?? 0,
      protocol,
      ...(hostname === undefined ? {} : { hostname }),
      kinds: allowedKinds(protocol, item),
      from: fromOf(at(item, 'allowedRoutes', 'namespaces', 'from')),
      ...(selector === undefined ? {} : { selector }),
    };
  });
}

function allowedKinds(protocol: string, item: Fields): readonly string[] {
  const own = Object.prototype.hasOwnProperty.call(carried, protocol)
    ? carried[protocol]
    : [];
  const named = listOf(at(item, 'allowedRoutes', 'kinds'));
  if (named.length === 0) {
    return own;
  }
  const wanted = named
    .filter(({ group }) => group === undefined || group === gatewayGroup)
    .map(({ kind }) => kind);
  return own.filter(kind => wanted.includes(kind));
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
