/**
 * Names the tenant of an entity. Written by the catalog provider on `kubernetes-tenant` resources;
 * on any other entity it only says where to look, never what one may see.
 *
 * @public
 */
export const TENANT_ANNOTATION = 'tenancy.groundwork.dev/tenant';

/**
 * Says of a software template which of those that Groundwork ships it is, such as `workload`, whatever a portal calls it.
 *
 * @public
 */
export const TEMPLATE_ANNOTATION = 'tenancy.groundwork.dev/template';

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
