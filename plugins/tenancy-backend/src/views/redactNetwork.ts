import type { Hop, NetworkStatus, ObjectRef } from '@groundwork/engine';

/**
 * The network card without what stands in namespaces of tenants that the caller may not read, such as the service of
 * another team behind a granted reference: the verdict of such a hop stays, its reasons go.
 */
export function redactNetwork(
  network: NetworkStatus,
  isForeign: (ref: ObjectRef) => boolean,
): NetworkStatus {
  const cut = (hop: Hop): Hop =>
    hop.subject && isForeign(hop.subject)
      ? {
          kind: hop.kind,
          detail: 'of another tenant',
          verdict: {
            ...hop.verdict,
            why: hop.verdict.why && 'its owner can see the details',
            fixableBy: 'otherTenant',
          },
        }
      : hop;
  let changed = false;
  const routes = network.routes.map(route => {
    const hops = route.hops.map(cut);
    const broken =
      route.brokenHop === undefined ? undefined : hops[route.brokenHop];
    changed ||= hops.some((hop, index) => hop !== route.hops[index]);
    return broken && broken !== route.hops[route.brokenHop ?? 0]
      ? {
          ...route,
          hops,
          why: broken.verdict.why,
          fixableBy: broken.verdict.fixableBy,
          native: [],
        }
      : { ...route, hops };
  });
  if (!changed) {
    return network;
  }
  // The summary quotes the worst route, which may be one of those that were cut.
  const [worst] = routes.filter(({ state }) => state === network.state);
  return {
    ...network,
    routes,
    ...(worst ? { why: `${worst.environment}: ${worst.why}` } : {}),
  };
}
