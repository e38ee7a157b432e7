import {
  Hop,
  Isolation,
  NetworkStatus,
  RouteStatus,
  findingId,
} from '../../../model';
import { verdict, verdictOf, worstOf } from '../../verdict';
import { Found } from '../Found';
import { unreadIn } from '../messages';

/** What the network card has to say: routes that do not serve, and pods that are open to everybody or shut off from DNS. */
export function networkFindings({ routes, isolation }: NetworkStatus): Found[] {
  return [
    ...routes
      .filter(({ state }) => state !== 'Healthy')
      .flatMap(route => [ofRoute(route), ...furtherHops(route)]),
    ...isolation.flatMap(each => [...ofIsolation(each), ...ofUnread(each)]),
  ];
}

function ofRoute(route: RouteStatus): Found {
  const { ref, environment, hostnames } = route;
  const hop = decisiveHop(route);
  return {
    ...verdictOf(route),
    id: findingId('network', environment, ref),
    card: 'network',
    environments: [environment],
    title: hostnames[0] ?? `${ref.kind} ${ref.name}`,
    ref,
    cluster: ref.cluster,
    ...(hop?.controllerSays ? { message: hop.controllerSays } : {}),
    status: { of: 'route', status: route, ...(hop ? { hop } : {}) },
  };
}

/** Whatever is wrong before it, a hop of these is broken by itself, and stays so once the rest is mended. */
const apart: ReadonlyArray<Hop['kind']> = [
  'route',
  'service',
  'endpoints',
  'policy',
];

/** What a controller says of a route that no listener takes: it is our own word of the listener once more. */
const refusals: readonly string[] = [
  'NoMatchingListenerHostname',
  'NotAllowedByListeners',
  'NoMatchingParent',
];

function saysTheSame({ kind, verdict: { native, why } }: Hop, decisive?: Hop) {
  return (
    kind === 'route' &&
    (decisive?.kind === 'listener' || decisive?.kind === 'gateway') &&
    (native.some(word => refusals.includes(word)) ||
      why.includes(decisive.verdict.why))
  );
}

/** Broken hops beside the one that decides. */
function furtherHops(route: RouteStatus): Found[] {
  const { hops, brokenHop } = route;
  const decisive = decisiveHop(route);
  const told = new Set([route.why]);
  return hops.flatMap((hop, i) => {
    const { state, why } = hop.verdict;
    const isBroken = state === 'Degraded' || state === 'Missing';
    if (
      i === brokenHop ||
      !isBroken ||
      !apart.includes(hop.kind) ||
      saysTheSame(hop, decisive)
    ) {
      return [];
    }
    const isTold = told.has(why);
    told.add(why);
    const found = ofRoute(route);
    return isTold
      ? []
      : [
          {
            ...found,
            ...verdictOf(hop.verdict),
            id: `${found.id}#${i}`,
            message: hop.controllerSays,
            status: { of: 'route' as const, status: route, hop },
          },
        ];
  });
}

/** The first hop that is broken, else the worst. */
function decisiveHop({ hops, brokenHop }: RouteStatus): Hop | undefined {
  if (brokenHop !== undefined) {
    return hops[brokenHop];
  }
  const worst = worstOf(hops.map(each => each.verdict));
  return worst && hops.find(each => each.verdict === worst);
}

/** Policies that could not be read: nobody knows who may reach the pods. */
function ofUnread({
  environment,
  namespace,
  ingress,
  why,
}: Isolation): Found[] {
  return ingress !== 'unknown' || !why || !unreadIn(why)
    ? []
    : [
        {
          ...verdict('Unknown', why, { fixableBy: 'platform' }),
          id: `network/${environment}/isolation/${namespace}/unread`,
          card: 'network',
          environments: [environment],
          title: `isolation of namespace ${namespace}`,
          status: { of: 'nothing' },
        },
      ];
}

function ofIsolation(isolation: Isolation): Found[] {
  const { environment, namespace } = isolation;
  return openings(isolation).map((text, i) => ({
    ...verdict('Degraded', text, {
      // Tenants may not write policies: one of their own could open everything.
      fixableBy: 'platform',
    }),
    id: `network/${environment}/isolation/${namespace}/${i}`,
    card: 'network' as const,
    environments: [environment],
    title: `namespace ${namespace}`,
    status: { of: 'nothing' as const },
  }));
}

/** What is open, or shut off from DNS; of policies that nobody enforces once that. */
function openings(isolation: Isolation): string[] {
  const { ingress, egress, dnsAllowed, enforcement, why } = isolation;
  const isOpen = (word: Isolation['ingress']) =>
    word === 'open' || word === 'partly';
  if (enforcement.state === 'no') {
    return [
      isOpen(ingress) && isOpen(egress)
        ? `pods accept connections from everywhere and may connect to everywhere: ${enforcement.why}`
        : why ?? enforcement.why,
    ];
  }
  return [
    ...(isOpen(ingress) ? ['pods accept connections from everywhere'] : []),
    ...(isOpen(egress) ? ['pods may connect to everywhere'] : []),
    // What is open is so by no policy; the reason is of what is not.
    ...(dnsAllowed === 'no'
      ? [`pods cannot ask DNS${why ? `: ${why}` : ''}`]
      : []),
  ];
}
