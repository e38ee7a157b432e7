import { Snapshot, SyncStatus } from '../../model';
import { TenantSubject, environmentsOf } from '../namespaces';
import { verdict, verdictOf, worstOf } from '../verdict';
import { environmentSync } from './environmentSync';
import { StatusOptions } from './StatusOptions';

/**
 * The sync card of a tenant: one row an environment, the worst Application deciding. The environments are those the
 * tenant's request names, else those where a Namespace, AppProject or Application of it is found. An Argo CD that
 * cannot be read makes its row Unknown and keeps what was last known.
 *
 * @public
 */
export function syncStatus(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): SyncStatus {
  const subject = typeof tenant === 'string' ? { name: tenant } : tenant;
  const { platform } = options;
  const environments = environmentsOf(subject, snapshot, platform).map(
    environment => environmentSync(subject, snapshot, environment, options),
  );
  const worst = worstOf(environments);
  if (!worst) {
    return {
      ...verdict('Missing', `no environment holds tenant ${subject.name}`, {
        fixableBy: 'platform',
      }),
      environments,
    };
  }
  return {
    ...verdictOf(worst),
    why: worst.why && `${worst.environment}: ${worst.why}`,
    environments,
  };
}
