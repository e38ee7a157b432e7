import type { EnforcementView } from '@groundwork/backstage-plugin-tenancy-common';
import { isReportOnly } from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { Tenancy } from '../Tenancy';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { ownNames } from './ownNames';
import { viewBase } from './viewBase';

/** What would become of a tenant were it held to everything, for a caller who may read these tenants. */
export async function enforcementView(
  tenancy: Tenancy,
  tenant: TenantEntry,
  viewer: Viewer,
  readable: ReadonlySet<string>,
): Promise<EnforcementView> {
  const { platform, statuses, enforcements, requestIndex } = tenancy;
  const { environments, problems } = await enforcements.of(
    tenant,
    requestIndex,
  );
  const clean = viewer.isAdmin
    ? (text: string) => text
    : ownNames(tenancy, tenant, readable);
  return {
    ...viewBase(tenancy, tenant, await statuses.of(tenant)),
    reportOnly: isReportOnly({ platform, tenant: tenant.name }),
    enforcement: {
      environments: environments.map(each => ({
        ...each,
        routes: each.routes.map(route => ({ ...route, why: clean(route.why) })),
        notKnown: each.notKnown.map(clean),
      })),
      problems: problems.map(each => ({ ...each, why: clean(each.why) })),
    },
  };
}
