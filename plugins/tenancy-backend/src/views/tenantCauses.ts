import type { CauseView } from '@groundwork/backstage-plugin-tenancy-common';
import type { NetworkStatus } from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Tenancy } from '../Tenancy';
import { foreignTo } from './foreignTo';
import { redactNetwork } from './redactNetwork';
import { sourcesOf } from './viewBase';

const MOST_FOLLOWS = 100;

/**
 * What is wrong with a tenant by cause, for a caller who may read these tenants: of all its environments or of one. It is found in
 * what the caller's cards show, so that it tells no more than they do.
 */
export async function tenantCauses(
  tenancy: Tenancy,
  tenant: TenantEntry,
  readable: ReadonlySet<string>,
  only: { network?: NetworkStatus; environment?: string } = {},
): Promise<{ causes?: CauseView[] }> {
  const { statuses, timeline } = tenancy;
  const network =
    only.network ??
    redactNetwork(
      (await statuses.of(tenant)).network,
      foreignTo(tenancy, tenant, readable),
    );
  const found = await statuses.causes(
    tenant,
    network,
    sourcesOf(tenancy, tenant),
  );
  const causes = found.filter(
    ({ environments }) =>
      only.environment === undefined ||
      environments.length === 0 ||
      environments.includes(only.environment),
  );
  const told = await timeline.causes(tenancy, tenant, readable, causes);
  return told.causes ? { causes: told.causes.map(boundedCause) } : {};
}

/** A cluster that is silent takes all of a tenant with it, which no card has room for. */
export function boundedCause(cause: CauseView): CauseView {
  const further = cause.follows.length - MOST_FOLLOWS;
  return further > 0
    ? {
        ...cause,
        follows: cause.follows.slice(0, MOST_FOLLOWS),
        furtherFollows: further,
      }
    : cause;
}
