import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of all permissions here: the resource is the tenant, its reference the tenant's name.
 *
 * @public
 */
export const RESOURCE_TYPE_TENANT = 'tenancy-tenant';

/**
 * See a tenant: status, findings, request files.
 *
 * @public
 */
export const tenantReadPermission = createPermission({
  name: 'tenancy.tenant.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_TENANT,
});

/**
 * Change a tenant: propose a new or changed request in its name.
 *
 * @public
 */
export const tenantUpdatePermission = createPermission({
  name: 'tenancy.tenant.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_TENANT,
});

/**
 * Act on what runs of a tenant: start and end syncs, have Argo CD and External Secrets look again, restart workloads. It has no
 * action, since `update` is taken: a policy that maps conditions by resource type and action could not tell the two apart.
 *
 * @public
 */
export const tenantActPermission = createPermission({
  name: 'tenancy.tenant.act',
  attributes: {},
  resourceType: RESOURCE_TYPE_TENANT,
});

/**
 * Ask for a tenant that does not exist yet.
 *
 * @public
 */
export const tenantCreatePermission = createPermission({
  name: 'tenancy.tenant.create',
  attributes: { action: 'create' },
});

/**
 * Use the tenancy plugin at all: who lacks it is not shown its actions in the actions registry. Opens no tenant.
 *
 * @public
 */
export const tenancyUsePermission = createPermission({
  name: 'tenancy.use',
  attributes: { action: 'read' },
});

/**
 * All permissions of the tenancy plugin, for policies and the permissions registry.
 *
 * @public
 */
export const tenancyPermissions = [
  tenantReadPermission,
  tenantUpdatePermission,
  tenantActPermission,
  tenantCreatePermission,
  tenancyUsePermission,
];
