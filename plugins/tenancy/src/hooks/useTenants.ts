import type { TenantListView } from '@groundwork/backstage-plugin-tenancy-common';
import { useLiveQuery, type Live } from '../live';

/** The live list of the tenants that the user may see. */
export function useTenants(): Live<TenantListView> {
  return useLiveQuery('tenants', {
    read: (api, options) => api.getTenants(options),
    concerns: () => true,
  });
}
