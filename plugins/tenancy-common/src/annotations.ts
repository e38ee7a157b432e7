/**
 * Names the tenant of an entity. Written by the catalog provider on `kubernetes-tenant` resources;
 * on any other entity it only says where to look, never what one may see.
 *
 * @public
 */
export const TENANT_ANNOTATION = 'tenancy.groundwork.dev/tenant';

/**
 * `spec.type` of the catalog resource that stands for a tenant.
 *
 * @public
 */
export const TENANT_RESOURCE_TYPE = 'kubernetes-tenant';

/**
 * Channel of the signals that say which tenants changed.
 *
 * @public
 */
export const TENANCY_SIGNAL_CHANNEL = 'tenancy';
