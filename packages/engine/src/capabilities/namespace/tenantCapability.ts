import { defineCapability } from '../../request/Capability';
import { renderTenant } from './renderTenant';
import { tenantSchema } from './request';

/**
 * The request for a tenant.
 *
 * @public
 */
export const tenantCapability = defineCapability({
  kind: 'Tenant',
  schema: tenantSchema,
  render: renderTenant,
});
