import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type {
  Hop,
  Isolation,
  FixableBy,
  RouteStatus,
  State,
} from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';
import { routeTitle } from '../NetworkCard';

/** One thing that needs somebody: where, what, and who can fix it. */
export interface AttentionItem {
  key: string;
  kind: 'sync' | 'route' | 'isolation';
  environment: string;
  /** What it is about, in few words: `sync of dev`. */
  label: string;
  /** The cluster that it is on. */
  cluster?: string;
  /** The route that it is about, as reasons call it: `HTTPRoute/pay`. */
  route?: string;
  /** A route that breaks where its pods should be. */
  needsPods?: boolean;
  since?: number;
  state: State;
  text: string;
  fixableBy?: FixableBy;
}

function brokenAt({ hops, brokenHop }: RouteStatus): Hop['kind'] | undefined {
  return brokenHop === undefined ? undefined : hops[brokenHop]?.kind;
}

const QUIET: readonly State[] = ['Healthy', 'Progressing', 'Suspended'];

function isolationTrouble(isolation: Isolation): string[] {
  return [
    ...(isolation.ingress === 'open' || isolation.ingress === 'partly'
      ? ['pods accept connections from everywhere']
      : []),
    ...(isolation.egress === 'open' || isolation.egress === 'partly'
      ? ['pods may connect to everywhere']
      : []),
    ...(isolation.dnsAllowed === 'no' ? ['DNS is blocked'] : []),
  ].map(text => (isolation.why ? `${text}: ${isolation.why}` : text));
}

/** Everything of a tenant that is in trouble, worst first. What is fine or on its way is left out. */
export function attentionItems(view: TenantStatusView): AttentionItem[] {
  const items = [
    ...view.sync.environments.map(row => ({
      key: `sync/${row.environment}`,
      kind: 'sync' as const,
      label: `sync of ${row.environment}`,
      cluster: row.cluster,
      since: row.since,
      environment: row.environment,
      state: row.state,
      text: row.why,
      fixableBy: row.fixableBy,
    })),
    ...view.network.routes.map(route => ({
      key: `route/${route.ref.cluster}/${route.ref.kind}/${route.ref.name}`,
      kind: 'route' as const,
      label: routeTitle(route),
      cluster: route.ref.cluster,
      route: `${route.ref.kind}/${route.ref.name}`,
      needsPods: brokenAt(route) === 'endpoints',
      since: route.since,
      environment: route.environment,
      state: route.state,
      text: route.why.includes(routeTitle(route))
        ? route.why
        : `${routeTitle(route)}: ${route.why}`,
      fixableBy: route.fixableBy,
    })),
    ...view.network.isolation.flatMap(isolation =>
      isolationTrouble(isolation).map((text, index) => ({
        key: `isolation/${isolation.environment}/${isolation.namespace}/${index}`,
        kind: 'isolation' as const,
        label: `isolation of ${isolation.environment}`,
        environment: isolation.environment,
        state: 'Degraded' as const,
        text,
      })),
    ),
  ];
  return items
    .filter(({ state }) => !QUIET.includes(state))
    .sort((a, b) => severityRank(a.state) - severityRank(b.state));
}
