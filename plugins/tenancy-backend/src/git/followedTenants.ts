import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { RequestIndex } from './RequestIndex';
import type { FollowedTenant } from './TenantBranches';

/** The tenants that Git has, with the environments that they ask for, as far as their files tell. */
export async function followedTenants(
  requestIndex: Pick<RequestIndex, 'own' | 'tenants'>,
): Promise<FollowedTenant[]> {
  const found: FollowedTenant[] = [];
  for (const name of requestIndex.tenants()) {
    const { request } = requestIndex.own(name);
    found.push({ name, environments: request?.spec.environments });
    await letOthers();
  }
  return found;
}
