import { NetworkStatus, Snapshot, SyncStatus, Verdict } from '../model';
import { TenantSubject } from './namespaces';
import { networkStatus } from './network';
import { StatusOptions, syncStatus } from './sync';
import { healthy, verdictOf, worstOf } from './verdict';

/**
 * The status of a tenant as a whole: that of the worst of its cards.
 *
 * @public
 */
export interface TenantStatus extends Verdict {
  sync: SyncStatus;
  network: NetworkStatus;
}

/**
 * All cards of a tenant with the verdict that lists show.
 *
 * @public
 */
export function tenantStatusOf(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): TenantStatus {
  const sync = syncStatus(tenant, snapshot, options);
  const network = networkStatus(tenant, snapshot, options);
  const worst = worstOf([verdictOf(sync), verdictOf(network)]);
  return { ...(worst ?? healthy()), sync, network };
}
