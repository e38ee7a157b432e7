import { Snapshot, Verdict } from '../model';
import { TenantCards } from './causes';
import { TenantSubject } from './namespaces';
import { networkStatus } from './network';
import { quotasStatus } from './quota';
import { secretsStatus } from './secrets';
import { StatusOptions, syncStatus } from './sync';
import { healthy, verdictOf, worstOf } from './verdict';
import { workloadsStatus } from './workloads';

/**
 * The status of a tenant as a whole: that of the worst of its cards.
 *
 * @public
 */
export interface TenantStatus extends Verdict, Omit<TenantCards, 'sources'> {}

/**
 * All cards of a tenant with the verdict on it. How each of its environments is says {@link environmentState}.
 *
 * @public
 */
export function tenantStatusOf(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): TenantStatus {
  const cards = {
    sync: syncStatus(tenant, snapshot, options),
    network: networkStatus(tenant, snapshot, options),
    secrets: secretsStatus(tenant, snapshot, options),
    workloads: workloadsStatus(tenant, snapshot, options),
    quota: quotasStatus(tenant, snapshot, options),
  };
  const worst = worstOf(Object.values(cards).map(verdictOf));
  return { ...(worst ?? healthy()), ...cards };
}
