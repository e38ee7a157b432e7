import { useRouteRefParams } from '@backstage/core-plugin-api';
import { tenantRouteRef } from '../../routes';
import { TenantPage } from './TenantPage';

/**
 * {@link TenantPage} of the tenant in the address.
 *
 * @public
 */
export function RoutedTenantPage() {
  const { tenant } = useRouteRefParams(tenantRouteRef);
  return <TenantPage key={tenant} tenant={tenant} />;
}
