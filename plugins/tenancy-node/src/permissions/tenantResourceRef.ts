import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_TENANT } from '@groundwork/backstage-plugin-tenancy-common';

/**
 * A tenant as permission rules see it. All of it comes from what the platform owns: request files and namespaces.
 *
 * @public
 */
export interface TenantResource {
  name: string;
  /** Entity reference of the owning group; absent where no source says, or two disagree. */
  owner?: string;
}

/**
 * What a conditional decision on tenants asks for.
 *
 * @public
 */
export type TenantQuery = { owners: string[] } | { names: string[] };

/**
 * The resource of all permissions of the tenancy plugin; its reference is the tenant's name.
 *
 * @public
 */
export const tenantResourceRef = createPermissionResourceRef<
  TenantResource,
  TenantQuery
>().with({
  pluginId: 'tenancy',
  resourceType: RESOURCE_TYPE_TENANT,
});
