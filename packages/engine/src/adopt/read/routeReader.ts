import { KubernetesObject } from '../../model';
import {
  at,
  Fields,
  fieldsOf,
  listOf,
  textOf,
  textsOf,
} from '../../model/fields';
import type { PlatformGateway } from '../../platform';
import { filterOf } from './filterOf';
import { given, Reader, Reading } from './Reading';

const group = 'gateway.networking.k8s.io';

const protocols: Readonly<Record<string, string>> = {
  HTTPRoute: 'HTTP',
  GRPCRoute: 'GRPC',
  TLSRoute: 'TLS',
  TCPRoute: 'TCP',
  UDPRoute: 'UDP',
};

/** A route of the Gateway API, as a Route request. */
export const routeReader: Reader = {
  request: 'Route',
  kinds: Object.keys(protocols).map(kind => ({ group, kind })),
  overridable: { fields: ['parents', 'hostnames', 'rules', 'backends'] },
  read(object, reading) {
    const spec = fieldsOf(object.spec);
    const protocol = protocols[object.kind];
    const parents = parentsOf(spec, protocol, reading);
    const rules = listOf(spec.rules);
    if (parents === undefined || rules.length === 0) {
      return undefined;
    }
    const attached = given({
      protocol,
      parents,
      hostnames: hostnamesOf(object, reading),
    });
    switch (protocol) {
      case 'HTTP':
        return {
          ...attached,
          rules: rules.map(rule => httpRule(rule, reading)),
        };
      case 'GRPC':
        return {
          ...attached,
          rules: rules.map(rule => grpcRule(rule, reading)),
        };
      default:
        return rules.length > 1
          ? undefined
          : { ...attached, backends: backendsOf(rules[0], reading) };
    }
  },
};

/** Those that the request would get without any are left out. */
function hostnamesOf(
  { metadata, spec }: KubernetesObject,
  { domains }: Reading,
): readonly string[] | undefined {
  const names = textsOf(at(spec, 'hostnames'));
  const usual =
    names.length === 1 && names[0] === `${metadata.name}.${domains[0]}`;
  return usual || names.length === 0 ? undefined : names;
}

/** Gateways with their listeners, which are left out where they are those that a route gets without. */
function parentsOf(
  spec: Fields,
  protocol: string,
  { environment }: Reading,
): Fields[] | undefined {
  const byGateway = new Map<PlatformGateway, string[]>();
  const refs = listOf(spec.parentRefs);
  for (const ref of refs) {
    const gateway = environment.gateways.find(
      each => each.name === ref.name && each.namespace === ref.namespace,
    );
    const listener = textOf(ref.sectionName);
    if (!gateway || listener === undefined) {
      return undefined;
    }
    const known = byGateway.get(gateway) ?? [];
    known.push(listener);
    byGateway.set(gateway, known);
  }
  return refs.length === 0
    ? undefined
    : [...byGateway].flatMap(([gateway, listeners]) =>
        listeners.join() === usualListeners(gateway, protocol).join()
          ? [{ gateway: gateway.name }]
          : listeners.map(listener => ({ gateway: gateway.name, listener })),
      );
}

function usualListeners(
  { listeners }: PlatformGateway,
  protocol: string,
): string[] {
  const isWeb = protocol === 'HTTP' || protocol === 'GRPC';
  const encrypted = listeners.filter(
    each => each.protocol === 'HTTPS' && each.tls !== 'Passthrough',
  );
  const plain = listeners.filter(each => each.protocol === 'HTTP');
  return isWeb
    ? (encrypted.length > 0 ? encrypted : plain).map(({ name }) => name)
    : [];
}

function httpRule(rule: Fields, reading: Reading): Fields {
  const session = fieldsOf(rule.sessionPersistence);
  return given({
    name: rule.name,
    matches:
      rule.matches === undefined
        ? undefined
        : listOf(rule.matches).map(match =>
            given({
              path: given({
                type: at(match, 'path', 'type') ?? 'PathPrefix',
                value: at(match, 'path', 'value') ?? '/',
              }),
              headers: match.headers,
              queryParams: match.queryParams,
              method: match.method,
            }),
          ),
    filters: filtersOf(rule),
    backends: backendsOf(rule, reading),
    timeouts: rule.timeouts,
    retry: rule.retry,
    sessionPersistence:
      rule.sessionPersistence === undefined
        ? undefined
        : given({
            sessionName: session.sessionName,
            absoluteTimeout: session.absoluteTimeout,
            type: session.type,
            lifetime: at(session, 'cookieConfig', 'lifetimeType'),
          }),
  });
}

function grpcRule(rule: Fields, reading: Reading): Fields {
  return given({
    name: rule.name,
    matches: listOf(rule.matches).map(match =>
      given({
        method:
          match.method === undefined
            ? undefined
            : { type: 'Exact', ...fieldsOf(match.method) },
        headers: match.headers,
      }),
    ),
    filters: filtersOf(rule),
    backends: backendsOf(rule, reading),
  });
}

function filtersOf(holder: Fields): Fields[] | undefined {
  return holder.filters === undefined
    ? undefined
    : listOf(holder.filters).map(filterOf);
}

function backendsOf(rule: Fields, reading: Reading): Fields[] {
  return listOf(rule.backendRefs).map(ref => {
    const common = given({ weight: ref.weight ?? 1, filters: filtersOf(ref) });
    const outside =
      ref.kind === 'XBackend'
        ? reading.find(
            'gateway.networking.x-k8s.io',
            'XBackend',
            String(ref.name),
          )
        : undefined;
    return outside
      ? { external: externalOf(outside), ...common }
      : given({
          service: ref.name,
          port: ref.port,
          namespace: ref.namespace,
          ...common,
        });
  });
}

function externalOf({ spec }: KubernetesObject): Fields {
  return given({
    hostname: at(spec, 'externalHostname', 'hostname'),
    port: at(spec, 'port', 'port'),
    protocol: at(spec, 'protocol'),
    tls: at(spec, 'tls') !== undefined,
  });
}
