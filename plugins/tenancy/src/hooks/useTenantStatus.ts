import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { useLiveQuery, type Live } from '../live';

/** The live status of a tenant, by name. */
export function useTenantStatus(tenant: string): Live<TenantStatusView> {
  return useLiveQuery(`tenants/${tenant}/status`, {
    read: (api, options) => api.getTenantStatus(tenant, options),
    concerns: tenants => tenants.includes(tenant),
  });
}
