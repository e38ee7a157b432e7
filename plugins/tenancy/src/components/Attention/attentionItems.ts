import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Isolation, Mender, State } from '@groundwork/engine';
import { badness } from '../StateMark';
import { routeTitle } from '../NetworkCard';

/** One thing that needs somebody: where, what, and who can mend it. */
export interface AttentionItem {
  key: string;
  environment: string;
  state: State;
  text: string;
  mender?: Mender;
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
      environment: row.environment,
      state: row.state,
      text: row.why,
      mender: row.mender,
    })),
    ...view.network.routes.map(route => ({
      key: `route/${route.ref.cluster}/${route.ref.kind}/${route.ref.name}`,
      environment: route.environment,
      state: route.state,
      text: route.why.includes(routeTitle(route))
        ? route.why
        : `${routeTitle(route)}: ${route.why}`,
      mender: route.mender,
    })),
    ...view.network.isolation.flatMap(isolation =>
      isolationTrouble(isolation).map((text, index) => ({
        key: `isolation/${isolation.environment}/${isolation.namespace}/${index}`,
        environment: isolation.environment,
        state: 'Degraded' as const,
        text,
      })),
    ),
  ];
  return items
    .filter(({ state }) => !QUIET.includes(state))
    .sort((a, b) => badness(a.state) - badness(b.state));
}
