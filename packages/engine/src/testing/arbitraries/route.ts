import fc from 'fast-check';
import { GatewayFeature, missingFeature } from '../../platform/gatewayApi';
import { tenantDomains } from '../../capabilities/tenant/tenantDomains';
import { namespaceName } from '../../names';
import { Environment } from '../../platform';
import { environmentsOf, EstateScope } from './EstateScope';
import { httpRules } from './httpRule';
import { grpcRules } from './grpcRule';
import {
  distinct,
  label,
  partly,
  portNumber,
  requestName,
  serviceName,
} from './primitives';
import {
  overridesOf,
  requestDocument,
  RequestDocument,
} from './requestDocument';

const protocols = ['HTTP', 'GRPC', 'TLS', 'TCP', 'UDP'] as const;
type Protocol = (typeof protocols)[number];

/** Makes what goes where, by protocol. */
type RulesOf = (
  protocol: Protocol,
  offer: RouteOffer,
) => fc.Arbitrary<Record<string, unknown>>;

/** What the rules of a route may use in every environment it is for. */
export interface RouteOffer {
  /** Whether the cluster has a feature. */
  has(feature: GatewayFeature): boolean;
  /** Namespaces with Services that routes may refer to, beside their own. */
  elsewhere: ReadonlyArray<{ namespace: string; service?: string }>;
  /** Hosts outside the cluster that are allowed; undefined if none is. */
  external?: readonly string[];
}

/**
 * Valid Route requests with all options that the clusters' Gateway API has.
 */
export function routeRequests(
  scope: EstateScope,
): fc.Arbitrary<RequestDocument> {
  return requestDocument('Route', scope, requestName, environments =>
    routeSpecs(scope, environments, (protocol, offer) =>
      rulesOf(protocol, offer),
    ),
  );
}

function rulesOf(
  protocol: Protocol,
  offer: RouteOffer,
): fc.Arbitrary<Record<string, unknown>> {
  switch (protocol) {
    case 'HTTP':
      return fc.record({ rules: httpRules(offer) });
    case 'GRPC':
      return fc.record({ rules: grpcRules(offer) });
    default:
      return fc.record({ backends: backendLists(offer) });
  }
}

/**
 * The specs of valid routes, without their environments. `rules` makes what goes where, by protocol.
 */
export function routeSpecs(
  scope: EstateScope,
  environments: readonly string[],
  rules: RulesOf,
): fc.Arbitrary<Record<string, unknown>> {
  const chosen = environmentsOf(scope).filter(environment =>
    environments.includes(environment.name),
  );
  const offer = offerOf(scope, chosen);
  const possible = protocols.filter(
    protocol =>
      offer.has(`${protocol}Route`) &&
      chosen.every(
        environment => listenersFor(scope, environment, protocol).length > 0,
      ),
  );
  return fc.constantFrom(...possible).chain(protocol =>
    fc
      .tuple(
        parents(scope, chosen, protocol),
        rules(protocol, offer),
        overridesOf(environments, name =>
          override(scope, name, protocol, rules),
        ),
      )
      .map(([where, what, overrides]) => ({
        protocol,
        parents: where,
        ...what,
        overrides,
      })),
  );
}

function offerOf(
  { platform, tenant, gatewayApi }: EstateScope,
  environments: readonly Environment[],
): RouteOffer {
  const own = tenant.metadata.name;
  const [first] = environments;
  // What lies elsewhere differs by environment, so a route for several only has what is shared in all.
  const shared = first.sharedServices.filter(entry =>
    environments.every(environment =>
      environment.sharedServices.some(
        other =>
          other.namespace === entry.namespace &&
          other.service === entry.service &&
          (other.tenants?.includes(own) ?? true),
      ),
    ),
  );
  const siblings = platform.environments.filter(
    other =>
      environments.every(({ cluster }) => cluster === other.cluster) &&
      tenant.spec.environments.includes(other.name),
  );
  return {
    has: feature => missingFeature(feature, gatewayApi) === undefined,
    elsewhere: [
      ...shared,
      ...siblings.map(({ name }) => ({
        namespace: namespaceName(platform, own, name),
      })),
    ],
    ...(environments.every(environment => environment.externalBackends) &&
    missingFeature('XBackend', gatewayApi) === undefined
      ? { external: externalHosts(first) }
      : {}),
  };
}

function externalHosts({ externalBackends }: Environment): string[] {
  const allowed = externalBackends?.hostnames ?? [];
  return allowed.length > 0
    ? allowed.map(host => host.replace('*', 'api'))
    : ['api.example.org', 'db.eu.example.net'];
}

function listenersFor(
  { tenant, gatewayApi }: EstateScope,
  environment: Environment,
  protocol: Protocol,
) {
  const fits: Record<Protocol, readonly string[]> = {
    HTTP: ['HTTP', 'HTTPS'],
    GRPC: ['HTTP', 'HTTPS'],
    TLS: ['TLS'],
    TCP: ['TCP'],
    UDP: ['UDP'],
  };
  const terminates =
    missingFeature('TLSRoute on a listener that terminates TLS', gatewayApi) ===
    undefined;
  return environment.gateways.flatMap(gateway =>
    gateway.listeners
      .filter(
        listener =>
          fits[protocol].includes(listener.protocol) &&
          (listener.protocol !== 'HTTPS' || listener.tls !== 'Passthrough') &&
          (listener.protocol !== 'TLS' ||
            terminates ||
            listener.tls === 'Passthrough') &&
          ((protocol !== 'TCP' && protocol !== 'UDP') ||
            tenant.spec.ports.some(
              grant =>
                grant.environment === environment.name &&
                grant.gateway === gateway.name &&
                grant.section === listener.name &&
                grant.port === listener.port,
            )),
      )
      .map(listener => ({ gateway: gateway.name, listener: listener.name })),
  );
}

/** Listeners that all of the environments have, or whole gateways, no listener twice. */
function parents(
  scope: EstateScope,
  environments: readonly Environment[],
  protocol: Protocol,
) {
  const [first, ...others] = environments.map(environment =>
    listenersFor(scope, environment, protocol),
  );
  const common = first.filter(place =>
    others.every(list =>
      list.some(
        other =>
          other.gateway === place.gateway && other.listener === place.listener,
      ),
    ),
  );
  const gateways = [...new Set(common.map(place => place.gateway))];
  return fc.oneof(
    fc.subarray(common, { minLength: 1 }),
    fc
      .subarray(gateways, { minLength: 1 })
      .map(list => list.map(gateway => ({ gateway }))),
  );
}

function hostnames(
  scope: EstateScope,
  environments: readonly Environment[],
  max: number,
) {
  const lists = environments.map(environment =>
    tenantDomains(scope.tenant, environment),
  );
  const common = lists[0].filter(domain =>
    lists.every(list =>
      list.some(d => domain === d || domain.endsWith(`.${d}`)),
    ),
  );
  return common.length === 0
    ? undefined
    : distinct(
        fc
          .tuple(
            fc.constantFrom('', '*.'),
            fc.option(label(20)),
            fc.constantFrom(...common),
          )
          .map(
            ([wild, name, domain]) =>
              `${wild}${name === null ? '' : `${name}.`}${domain}`,
          ),
        name => name,
        { minLength: 1, maxLength: max },
      );
}

function override(
  scope: EstateScope,
  name: string,
  protocol: Protocol,
  rules: RulesOf,
) {
  const here = environmentsOf(scope).filter(e => e.name === name);
  const names =
    protocol === 'TCP' || protocol === 'UDP'
      ? undefined
      : hostnames(scope, here, 4);
  return fc
    .tuple(
      partly({
        parents: parents(scope, here, protocol),
        ...(names ? { hostnames: names } : {}),
      }),
      fc.oneof(fc.constant({}), rules(protocol, offerOf(scope, here))),
    )
    .map(([where, what]) => ({ ...where, ...what }));
}

/** A backend of its own namespace, of another one it may use, or outside the cluster. */
export function backends(offer: RouteOffer) {
  const weight = partly({ weight: fc.integer({ min: 1, max: 1_000_000 }) });
  const service = fc.record({ service: serviceName(), port: portNumber });
  return fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: service },
        ...(offer.elsewhere.length > 0
          ? [
              {
                weight: 1,
                arbitrary: fc
                  .tuple(service, fc.constantFrom(...offer.elsewhere))
                  .map(([backend, place]) => ({
                    ...backend,
                    ...place,
                    service: place.service ?? backend.service,
                  })),
              },
            ]
          : []),
        ...(offer.external
          ? [
              {
                weight: 1,
                arbitrary: fc.record({
                  external: partly(
                    {
                      hostname: fc.constantFrom(...offer.external),
                      port: portNumber,
                      protocol: fc.constantFrom('HTTP', 'HTTP2', 'H2C', 'TCP'),
                      tls: fc.boolean(),
                    },
                    ['hostname', 'port'],
                  ),
                }),
              },
            ]
          : []),
      ),
      weight,
    )
    .map(([backend, share]) => ({ ...backend, ...share }));
}

/** Backends of which at least one has a weight. */
export function backendLists(offer: RouteOffer) {
  return fc
    .tuple(
      backends(offer),
      fc.array(
        fc
          .tuple(backends(offer), fc.constantFrom({}, { weight: 0 }))
          .map(([backend, none]) => ({ ...backend, ...none })),
        { maxLength: 3 },
      ),
    )
    .map(([first, rest]) => [first, ...rest]);
}
