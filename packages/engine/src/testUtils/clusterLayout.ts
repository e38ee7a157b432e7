import type { Layout } from '../request';

/**
 * A layout that shares no folder with the default: by cluster first, and the tenant last.
 *
 * @public
 */
export const clusterLayout: Layout = {
  tenantRequests: 'requests/tenants',
  requests: 'requests/teams/${{ tenant }}',
  platform: 'clusters/${{ environment }}/platform/${{ tenant }}',
  tenants: 'clusters/${{ environment }}/tenants/${{ tenant }}',
};
