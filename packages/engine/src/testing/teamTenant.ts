import type { TenantRequest } from '../capabilities/tenant/request';
import { tenantSchema } from '../capabilities/tenant/request';

/**
 * The tenant `payments` of the small platform, for tests of what a team asks for.
 */
export function teamTenant(
  spec: Partial<TenantRequest['spec']> = {},
): TenantRequest {
  return tenantSchema.parse({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Tenant',
    metadata: { name: 'payments' },
    spec: {
      owner: 'group:default/payments',
      environments: ['dev', 'prod'],
      tier: 'small',
      ...spec,
    },
  });
}
