import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';

/** The state of an environment: the worst of its sync and of its routes. */
export function environmentState(
  view: TenantStatusView,
  environment: string,
): State {
  const states = [...view.sync.environments, ...view.network.routes]
    .filter(each => each.environment === environment)
    .map(({ state }) => state);
  return states.reduce<State>(
    (worst, state) =>
      severityRank(state) < severityRank(worst) ? state : worst,
    'Healthy',
  );
}
