import type { Cause } from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { foreignTo } from '../views/foreignTo';
import { redactNetwork } from '../views/redactNetwork';
import { sourcesOf } from '../views/viewBase';
import type { DeployingParts } from './DeployingParts';

/**
 * What keeps a workload from getting well that lies elsewhere: a full quota, a Secret that is not there, a silent cluster. What is
 * wrong with its own pods is none: those of the version before are among them. Names of other tenants are left out.
 */
export async function causeBehindWorkload(
  parts: DeployingParts,
  tenant: TenantEntry,
  place: { environment: string; workload: string },
): Promise<Pick<Cause, 'text' | 'fixableBy'> | undefined> {
  const { environment, workload } = place;
  const { network } = await parts.statuses.of(tenant);
  const shown = redactNetwork(
    network,
    foreignTo(parts, tenant, new Set([tenant.name])),
  );
  const causes = await parts.statuses.causes(
    tenant,
    shown,
    sourcesOf(parts, tenant),
  );
  return causes.find(
    ({ isWarning, follows }) =>
      !isWarning &&
      follows.some(
        ({ card, ref, environments }) =>
          card === 'workloads' &&
          ref?.name === workload &&
          environments.includes(environment),
      ),
  );
}
