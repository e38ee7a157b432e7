import {
  CardProblem,
  NetworkStatus,
  RouteStatus,
  Snapshot,
  isKnown,
  lastValue,
} from '../../model';
import { Environment, Platform, kindsOf } from '../../platform';
import { Steps, finish } from '../../steps';
import { ClusterView } from '../../snapshot/clusterView';
import { gatewayGroup, routeKinds } from '../gateway/kinds';
import { TenantSubject, environmentsOf, namespacesOf } from '../namespaces';
import { StatusOptions } from '../sync';
import { whyUnknown } from '../unknown';
import { healthy, verdict, verdictOf, worstOf } from '../verdict';
import { enforcementFor } from '../netpol/policyEnforcement';
import { isolationInSteps } from './isolation';
import { routeStatus } from './routeStatus';

/**
 * The network card of a tenant: every route in its namespaces with the hops a request takes, and how far its pods are
 * isolated. The verdict is that of the worst route; a tenant without routes is healthy as far as its clusters answer.
 *
 * @public
 */
export function networkStatus(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): NetworkStatus {
  return finish(networkStatusInSteps(tenant, snapshot, options));
}

/**
 * As {@link networkStatus}, in steps of a route each: tenants of hundreds of routes take longer than others may be held up.
 *
 * @public
 */
export function* networkStatusInSteps(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): Steps<NetworkStatus> {
  const subject = typeof tenant === 'string' ? { name: tenant } : tenant;
  const { platform } = options;
  const routes: RouteStatus[] = [];
  const isolation: NetworkStatus['isolation'] = [];
  const unread: CardProblem[] = [];
  for (const environment of environmentsOf(subject, snapshot, platform)) {
    const view = new ClusterView(
      snapshot,
      environment.cluster,
      kindsOf(platform),
    );
    const enforcement = enforcementFor(view, environment, options);
    for (const namespace of namespaceNames(
      subject,
      snapshot,
      environment,
      platform,
      unread,
    )) {
      const found = routesOf(view, namespace, environment, unread);
      for (const route of found) {
        yield;
        routes.push(
          routeStatus(route, view, environment, {
            facts: options.facts ?? {},
            enforcement,
            now: options.now,
          }),
        );
      }
      isolation.push(
        yield* isolationInSteps(namespace, view, environment, enforcement),
      );
    }
  }
  const worst = worstOf([
    ...routes.map(route => ({
      ...verdictOf(route),
      why: route.why && `${route.environment}: ${titleOf(route)}: ${route.why}`,
    })),
    ...unread.map(({ environment, why }) =>
      verdict('Unknown', `${environment}: ${why}`, { fixableBy: 'platform' }),
    ),
  ]);
  return {
    ...(worst ? verdictOf(worst) : healthy()),
    routes,
    isolation,
    ...(unread.length > 0 ? { problems: unread } : {}),
  };
}

function namespaceNames(
  subject: TenantSubject,
  snapshot: Snapshot,
  environment: Environment,
  platform: Platform,
  unread: CardProblem[],
): string[] {
  const known = namespacesOf(subject.name, snapshot, environment, platform);
  if (!isKnown(known)) {
    note(unread, environment, known);
  }
  return (lastValue(known) ?? []).map(({ metadata }) => metadata.name).sort();
}

function routesOf(
  view: ClusterView,
  namespace: string,
  environment: Environment,
  unread: CardProblem[],
) {
  return routeKinds.flatMap(kind => {
    const known = view.list({ group: gatewayGroup, kind }, namespace);
    // A cluster without this kind of route has no such routes: that is an answer.
    if (!isKnown(known) && known.unknown !== 'notServed') {
      note(unread, environment, known);
    }
    return [...(lastValue(known) ?? [])].sort((a, b) =>
      a.metadata.name < b.metadata.name ? -1 : 1,
    );
  });
}

/** Says once why something of an environment is not known. */
function note(
  unread: CardProblem[],
  { name }: Environment,
  problem: Parameters<typeof whyUnknown>[0],
): void {
  const why = whyUnknown(problem);
  if (!unread.some(each => each.environment === name && each.why === why)) {
    unread.push({ environment: name, why });
  }
}

function titleOf({ hostnames, ref }: RouteStatus): string {
  return hostnames[0] ?? ref.name;
}
