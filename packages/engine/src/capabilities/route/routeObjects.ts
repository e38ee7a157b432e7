import { Refusals } from '../../request/Refusals';
import { KubernetesObject } from '../../model';
import { Target, tenantMeta } from '../shared/Target';
import { BackendContext, backendRefs } from './backendRefs';
import { checkHttpRule } from './checkHttpRule';
import { checkRules, needFeature } from './checkRules';
import { gatewayApiVersion } from './gatewayApi';
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
  needFeature({ refusals, target }, kind, `${base}.protocol`);
  const route: KubernetesObject = {
    apiVersion: gatewayApiVersion(kind, target.gatewayApi),
    kind,
    metadata: tenantMeta(target, name),
    spec: {
      ...attachment(refusals, target, name, spec, base),
      rules: rules({ refusals, target, name, parts }, spec, base),
    },
  };
  return {
    objects: [...parts.objects.values(), route],
    grants: parts.grants(name, kind, target),
  };
}

/** Where the route is attached, and under which names, with the environment's override laid over. */
function attachment(
  refusals: Refusals,
  target: Target,
  name: string,
  spec: RouteSpec,
  base: string,
): Record<string, unknown> {
  const environment = target.environment.name;
  const own = Object.hasOwn(spec.overrides, environment)
    ? spec.overrides[environment]
    : {};
  const at = (field: 'parents' | 'hostnames') =>
    field in own && own[field as keyof typeof own] !== undefined
      ? `${base}.overrides.${environment}.${field}`
      : `${base}.${field}`;
  const refs = parentRefs(
    refusals,
    target,
    spec.protocol,
    own.parents ?? spec.parents,
    at('parents'),
  );
  if (spec.protocol === 'TCP' || spec.protocol === 'UDP') {
    return { parentRefs: refs };
  }
  const given =
    ('hostnames' in own
      ? (own.hostnames as string[] | undefined)
      : undefined) ?? spec.hostnames;
  const hostnames = routeHostnames(
    refusals,
    target,
    name,
    given,
    at('hostnames'),
  );
  if (spec.protocol === 'TLS') {
    checkTlsHostnames(refusals, target, hostnames, at('hostnames'));
  }
  return { parentRefs: refs, hostnames };
}

function rules(
  context: BackendContext,
  spec: RouteSpec,
  base: string,
): Array<Record<string, unknown>> {
  const at = (index: number) => `${base}.rules[${index}]`;
  switch (spec.protocol) {
    case 'HTTP':
      checkRules(context, spec.rules, `${base}.rules`);
      return spec.rules.map((rule, index) => {
        checkHttpRule(context, rule, at(index));
        return httpRuleObject(context, rule, at(index));
      });
    case 'GRPC':
      checkRules(context, spec.rules, `${base}.rules`);
      return spec.rules.map((rule, index) =>
        grpcRuleObject(context, rule, at(index)),
      );
    default:
      return [
        {
          backendRefs: backendRefs(context, spec.backends, `${base}.backends`),
        },
      ];
  }
}
