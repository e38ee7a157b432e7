import fc from 'fast-check';
import { missingFeature } from '../../platform/gatewayApi';
import { tenantDomains } from '../../manifests/tenantDomains';
import { namespaceName } from '../../names';
import { Environment } from '../../platform';
import { environmentsOf, EstateScope } from './EstateScope';
import { backendLists, RouteOffer } from './backends';
import { httpRules } from './httpRule';
import { grpcRules } from './grpcRule';
import { distinct, label, partly, requestName } from './primitives';
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

/**
 * Valid Route requests with all options that the clusters' Gateway API has.
 */
export function requests(scope: EstateScope): fc.Arbitrary<RequestDocument> {
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
