import { createApiRef } from '@backstage/frontend-plugin-api';
import type { TenancyApi } from './TenancyApi';

/**
 * Reference of the {@link TenancyApi}, for `useApi` and for replacing it.
 *
 * @public
 */
export const tenancyApiRef = createApiRef<TenancyApi>().with({
  id: 'plugin.tenancy.client',
  pluginId: 'tenancy',
});
