import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { severityRank, type Verdict } from '@groundwork/engine';

const UNKNOWN: Omit<Verdict, 'why'> = {
  state: 'Unknown',
  native: [],
  fixableBy: 'platform',
};

/** What a status says of one environment, with the verdict of what is left; its causes are told for it already. */
export function statusIn(
  view: TenantStatusView,
  environment: string,
): TenantStatusView {
  const here = (each: { environment: string }) =>
    each.environment === environment;
  const rows = view.sync.environments.filter(here);
  const { problems = [], ...network } = view.network;
  const routes = network.routes.filter(here);
  const unread = problems.filter(here);
  const { differences, troubles } = view;
  return {
    ...view,
    environments: view.environments.filter(({ name }) => name === environment),
    sync: {
      ...(worstOf(rows) ?? {
        ...UNKNOWN,
        why: `nothing is known of it in ${environment}`,
      }),
      environments: rows,
    },
    network: {
      ...(worstOf([
        ...routes,
        ...unread.map(({ why }) => ({ ...UNKNOWN, why })),
      ]) ?? { state: 'Healthy', why: '', native: [] }),
      routes,
      isolation: network.isolation.filter(here),
      ...(unread.length > 0 ? { problems: unread } : {}),
    },
    ...(differences ? { differences: differences.filter(here) } : {}),
    ...(troubles ? { troubles: troubles.filter(here) } : {}),
  };
}

function worstOf(verdicts: readonly Verdict[]): Verdict | undefined {
  const [first] = [...verdicts].sort(
    (a, b) => severityRank(a.state) - severityRank(b.state),
  );
  if (!first) {
    return undefined;
  }
  const { state, why, native, fixableBy, since, about } = first;
  return {
    state,
    why,
    native,
    ...(fixableBy ? { fixableBy } : {}),
    ...(since === undefined ? {} : { since }),
    ...(about ? { about } : {}),
  };
}
