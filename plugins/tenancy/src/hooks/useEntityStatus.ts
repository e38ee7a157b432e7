import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { useLiveQuery, type Live } from '../live';

/** The live status of the tenant that a catalog entity stands for or points at. */
export function useEntityStatus(entityRef: string): Live<TenantStatusView> {
  return useLiveQuery(`entities/${entityRef}/status`, {
    read: (api, options) => api.getEntityStatus(entityRef, options),
    // Before the first answer nobody knows the tenant, so every signal may be the one waited for.
    concerns: (tenants, data) => !data || tenants.includes(data.tenant),
  });
}
