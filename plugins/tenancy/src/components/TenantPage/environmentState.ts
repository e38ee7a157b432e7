import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';
import { quietSource } from '../../status';

/**
 * The state of an environment: the worst of its sync, of its routes and of what is told of it by cause; unknown where its cluster is
 * silent.
 */
export function environmentState(
  view: TenantStatusView,
  environment: string,
): State {
  if (quietSource(view, environment)) {
    return 'Unknown';
  }
  const rows = [...view.sync.environments, ...view.network.routes].filter(
    each => each.environment === environment,
  );
  const causes = (view.causes ?? []).filter(
    ({ environments, isWarning }) =>
      !isWarning && environments.includes(environment),
  );
  const states = [...rows, ...causes].map(({ state }) => state);
  return states.reduce<State>(
    (worst, state) =>
      severityRank(state) < severityRank(worst) ? state : worst,
    'Healthy',
  );
}
