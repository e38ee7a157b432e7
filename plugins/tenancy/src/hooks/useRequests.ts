import type { RequestListView } from '@groundwork/backstage-plugin-tenancy-common';
import { useLiveQuery, type Live } from '../live';

/** The live list of a tenant's requests. */
export function useRequests(tenant: string): Live<RequestListView> {
  return useLiveQuery(`tenants/${tenant}/requests`, {
    read: (api, options) => api.getRequests(tenant, options),
    concerns: tenants => tenants.includes(tenant),
  });
}
