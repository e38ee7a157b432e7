import { Capability } from '../../manifests/Capability';
import { renderTenant } from './renderTenant';
import { tenantSchema } from './request';

/**
 * The request for a tenant.
 *
 * @public
 */
export const tenantCapability: Capability<'Tenant', typeof tenantSchema> = {
  kind: 'Tenant',
  schema: tenantSchema,
  render: renderTenant,
};
