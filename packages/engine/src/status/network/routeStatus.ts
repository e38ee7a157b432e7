import {
  Facts,
  Hop,
  KubernetesObject,
  PolicyEnforcement,
  RouteStatus,
  isKnown,
  refOf,
} from '../../model';
import { Environment } from '../../platform';
import { at, listOf, textOf, textsOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { attach, isGatewayRef } from '../gateway/attach';
import { BackendRef, backendRefsOf } from '../../kinds/gateway/backendRef';
import { classOf, governingGateway } from '../gateway/governingGateway';
import { ParentRef, parentRefsOf } from '../../kinds/gateway/parentRef';
import { parentConditions, reportedParents } from '../gateway/parentStatus';
import { resolveBackend } from '../gateway/resolveBackend';
import { healthy, verdict, verdictOf, worstOf } from '../verdict';
import { addressHop, addressesOf } from './hops/addressHop';
import { dnsHop } from './hops/dnsHop';
import { endpointsHop } from './hops/endpointsHop';
import { gatewayHop } from './hops/gatewayHop';
import { HopContext, ParentContext } from './hops/hopContext';
import { listenerHop } from './hops/listenerHop';
import { policyHop } from './hops/policyHop';
import { routeHop } from './hops/routeHop';
import { unreachedHops } from './hops/unreachedHops';
import { serviceHop } from './hops/serviceHop';

/**
 * The way of a request through one route, hop by hop. A route with several parents or backends has the hops of each.
 * The verdict is that of the first hop that is broken, else of the worst one.
 */
export function routeStatus(
  route: KubernetesObject,
  view: ClusterView,
  environment: Environment,
  options: { facts: Facts; enforcement: PolicyEnforcement; now: number },
): RouteStatus {
  const { facts, enforcement, now } = options;
  const context: HopContext = { route, view, environment, enforcement, now };
  const named = parentsOf(route).map(ref => parentContext(context, ref));
  const parents = named.filter(({ ref }) => isGatewayRef(ref));
  const hostnames = [
    ...new Set([
      ...textsOf(at(route.spec, 'hostnames')),
      ...(textsOf(at(route.spec, 'hostnames')).length === 0
        ? listenerNames(route, parents)
        : []),
    ]),
  ];
  const addresses = parents.flatMap(({ gateway }) =>
    gateway ? addressesOf(gateway) : [],
  );
  const hops = [
    // Nobody asks for the names of one that is not served.
    named.length > 0 ? dnsHop(hostnames, addresses, facts) : undefined,
    ...parents.flatMap(parentHops),
    // A mesh's Service, or a kind of a controller's own: its word is all there is.
    ...named
      .filter(({ ref }) => !isGatewayRef(ref))
      .map(other => routeHop(other, attach(route, other.ref, view))),
    ...unreachedHops(context, parents),
    ...backendHops(context, named, parents),
  ].filter((hop): hop is Hop => hop !== undefined);
  const broken = hops.findIndex(({ verdict: { state } }) =>
    ['Degraded', 'Missing'].includes(state),
  );
  const decisive =
    broken < 0 ? worstOf(hops.map(hop => hop.verdict)) : hops[broken].verdict;
  return {
    ...(named.length === 0 && broken < 0
      ? verdict('Suspended', 'the route names no gateway', {
          fixableBy: 'tenant',
        })
      : verdictOf(decisive ?? healthy())),
    ref: refOf(view.cluster, route),
    environment: environment.name,
    hostnames,
    hops,
    ...(broken < 0 ? {} : { brokenHop: broken }),
  };
}

/** The parents that a route names; of one without, the routes that delegate to it, which their controller tells. */
function parentsOf(route: KubernetesObject): ParentRef[] {
  const named = parentRefsOf(route);
  return named.length > 0
    ? named
    : reportedParents(route).filter(ref => !isGatewayRef(ref));
}

function parentContext(context: HopContext, ref: ParentRef): ParentContext {
  if (!isGatewayRef(ref)) {
    return { ...context, ref };
  }
  const { view } = context;
  const known = governingGateway(ref, view);
  const gateway = isKnown(known) ? known.value : known.last?.value;
  const klass = gateway && classOf(gateway, view);
  const controllerName =
    klass && isKnown(klass)
      ? textOf(at(klass.value?.spec, 'controllerName'))
      : undefined;
  return {
    ...context,
    ref,
    ...(gateway ? { gateway } : {}),
    ...(controllerName === undefined ? {} : { controllerName }),
  };
}

function parentHops(context: ParentContext): Array<Hop | undefined> {
  const attachment = attach(context.route, context.ref, context.view);
  return [
    addressHop(context),
    gatewayHop(context),
    listenerHop(context, attachment),
    routeHop(context, attachment),
  ];
}

function backendHops(
  context: HopContext,
  named: readonly ParentContext[],
  parents: readonly ParentContext[],
): Array<Hop | undefined> {
  const { route, view } = context;
  const refs = backendRefsOf(route);
  const reported = named
    .flatMap(
      ({ ref, controllerName }) =>
        parentConditions(route, ref, controllerName) ?? [],
    )
    .find(({ type }) => type === 'ResolvedRefs');
  const seen = new Set<string>();
  const keyOf = ({ group, kind, namespace, name, port }: BackendRef) =>
    `${group}|${kind}|${namespace}|${name}|${port}`;
  const carrying = new Set(refs.filter(({ weight }) => weight > 0).map(keyOf));
  const hops = refs.flatMap(ref => {
    const key = keyOf(ref);
    if (seen.has(key)) {
      return [];
    }
    seen.add(key);
    const resolution = resolveBackend(route, ref, view);
    const hop = serviceHop(context, ref, resolution, reported);
    const { service } = resolution;
    return service && resolution.resolved === 'True' && carrying.has(key)
      ? [
          hop,
          endpointsHop(context, service, ref.port),
          policyHop(context, parents, service, ref.port),
        ]
      : [hop];
  });
  // What a route without backends means to a mesh its controller says.
  return [...hops, ...(parents.length > 0 ? emptyRules(context) : [])];
}

/** A rule that neither redirects nor has a backend that takes a share answers every request with an error. */
function emptyRules({ route, view }: HopContext): Hop[] {
  const rules = listOf(at(route.spec, 'rules'));
  const serving = new Set(
    backendRefsOf(route)
      .filter(({ mirror, weight }) => !mirror && weight > 0)
      .map(({ rule }) => rule),
  );
  return rules.flatMap((rule, i) => {
    const redirects = listOf(rule.filters).some(
      ({ type }) => type === 'RequestRedirect' || type === 'ExtensionRef',
    );
    return redirects || serving.has(i)
      ? []
      : [
          {
            kind: 'service' as const,
            subject: refOf(view.cluster, route),
            detail: `rule ${i + 1}`,
            verdict: verdict(
              'Degraded',
              `rule ${i + 1} has no usable backend`,
              { fixableBy: 'tenant' as const },
            ),
          },
        ];
  });
}

function listenerNames(
  route: KubernetesObject,
  parents: readonly ParentContext[],
): string[] {
  return parents.flatMap(({ ref, view }) =>
    attach(route, ref, view).listeners.flatMap(({ hostnames }) => hostnames),
  );
}
