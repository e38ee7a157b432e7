import { Refusals } from '../../request/Refusals';
import { KubernetesObject } from '../../model';
import { defined } from '../../manifests/defined';
import { Target, tenantMeta } from '../../manifests/Target';
import { BackendContext } from './BackendRef';
import { backendRefs } from './backendRefs';
import { checkHttpRule } from './checkHttpRule';
import { checkRules } from './checkRules';
import { needFeature } from './needFeature';
import { gatewayApiVersion } from '../../platform/gatewayApi';
import { checkTlsHostnames, routeHostnames } from './hostnames';
import { parentRefs } from './parents';
import { RouteSpec } from './request';
import { RouteParts } from './RouteParts';
import { grpcRuleObject, httpRuleObject } from './ruleObjects';

const kinds = {
  HTTP: 'HTTPRoute',
  GRPC: 'GRPCRoute',
  TLS: 'TLSRoute',
  TCP: 'TCPRoute',
  UDP: 'UDPRoute',
} as const;

/**
 * A route in one environment: the objects of its namespace, and the grants for the tenant's other namespaces.
 *
 * @public
 */
export interface RenderedRoute {
  objects: KubernetesObject[];
  grants: Array<{ environment: string; objects: KubernetesObject[] }>;
}

/**
 * Renders a route for one environment. `base` is the path of its spec in the request.
 *
 * @public
 */
export function routeObjects(
  refusals: Refusals,
  target: Target,
  name: string,
  spec: RouteSpec,
  base: string,
): RenderedRoute {
  const kind = kinds[spec.protocol];
  const parts = new RouteParts();
  const effective = effectiveRoute(spec, target.environment.name, base);
  needFeature({ refusals, target }, kind, `${base}.protocol`);
  const route: KubernetesObject = {
    apiVersion: gatewayApiVersion(kind, target.gatewayApi),
    kind,
    metadata: tenantMeta(target, name),
    spec: {
      ...attachment(refusals, target, name, effective),
      rules: rules({ refusals, target, name, parts }, effective),
    },
  };
  return {
    objects: [...parts.objects.values(), route],
    grants: parts.grants(name, kind, target),
  };
}

/** Lays an environment's override over the route, and says where each field was written. */
function effectiveRoute(
  spec: RouteSpec,
  environment: string,
  base: string,
): { route: RouteSpec; at(field: string): string } {
  const override: Readonly<Record<string, unknown>> = Object.hasOwn(
    spec.overrides,
    environment,
  )
    ? spec.overrides[environment]
    : {};
  return {
    // The override of a route has the fields of its own protocol.
    route: { ...spec, ...defined(override) } as RouteSpec,
    at: field =>
      override[field] === undefined
        ? `${base}.${field}`
        : `${base}.overrides.${environment}.${field}`,
  };
}

/** Where the route is attached, and under which names. */
function attachment(
  refusals: Refusals,
  target: Target,
  name: string,
  { route, at }: ReturnType<typeof effectiveRoute>,
): Record<string, unknown> {
  const refs = parentRefs(
    refusals,
    target,
    route.protocol,
    route.parents,
    at('parents'),
  );
  if (route.protocol === 'TCP' || route.protocol === 'UDP') {
    return { parentRefs: refs };
  }
  const hostnames = routeHostnames(
    refusals,
    target,
    name,
    route.hostnames,
    at('hostnames'),
  );
  if (route.protocol === 'TLS') {
    checkTlsHostnames(refusals, target, hostnames, at('hostnames'));
  }
  return { parentRefs: refs, hostnames };
}

function rules(
  context: BackendContext,
  { route, at }: ReturnType<typeof effectiveRoute>,
): Array<Record<string, unknown>> {
  const field = at('rules');
  switch (route.protocol) {
    case 'HTTP':
      checkRules(context, route.rules, field);
      return route.rules.map((rule, index) => {
        checkHttpRule(context, rule, `${field}[${index}]`);
        return httpRuleObject(context, rule, `${field}[${index}]`);
      });
    case 'GRPC':
      checkRules(context, route.rules, field);
      return route.rules.map((rule, index) =>
        grpcRuleObject(context, rule, `${field}[${index}]`),
      );
    default:
      return [
        { backendRefs: backendRefs(context, route.backends, at('backends')) },
      ];
  }
}
