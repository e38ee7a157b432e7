import {
  type NetworkStatus,
  type RouteStatus,
  severityRank,
  type State,
  type SyncStatus,
  type Verdict,
} from '@groundwork/engine';
import type { EstateTrouble } from './EstateRow';

/** What is in trouble, or unknown, in each environment. What follows from something else is not told beside it. */
export function troublesOf(
  sync: SyncStatus,
  network: NetworkStatus,
): EstateTrouble[] {
  const rows = sync.environments.filter(({ state }) => isTrouble(state));
  const routes = network.routes.filter(({ state }) => isTrouble(state));
  const isOfRoute = (environment: string, why: string) =>
    routes.some(
      ({ environment: its, ref, state }) =>
        its === environment &&
        state !== 'Unknown' &&
        why.includes(`${ref.kind}/${ref.name}:`),
    );
  const own = rows.filter(
    ({ environment, why }) => !isOfRoute(environment, why),
  );
  const hasNoPods = (route: RouteStatus) =>
    brokenAt(route) === 'endpoints' &&
    own.some(
      ({ environment, state }) =>
        environment === route.environment && state !== 'Unknown',
    );
  return [
    ...own.map(row => trouble(row, row.why)),
    ...routes
      .filter(route => !hasNoPods(route))
      .map(route => trouble(route, titled(route))),
  ];
}

function trouble(
  { environment, state, fixableBy, since }: Verdict & { environment: string },
  text: string,
): EstateTrouble {
  return {
    environment,
    state,
    text,
    ...(fixableBy ? { fixableBy } : {}),
    ...(since === undefined ? {} : { since }),
  };
}

function titled({ hostnames, ref, why }: RouteStatus): string {
  const title = hostnames[0] ?? ref.name;
  return why.includes(title) ? why : `${title}: ${why}`;
}

function brokenAt({ hops, brokenHop }: RouteStatus): string | undefined {
  return brokenHop === undefined ? undefined : hops[brokenHop]?.kind;
}

function isTrouble(state: State): boolean {
  return severityRank(state) <= severityRank('Unknown');
}
