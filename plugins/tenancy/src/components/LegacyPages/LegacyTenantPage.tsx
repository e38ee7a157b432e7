import { PageWithHeader } from '@backstage/core-components';
import { useRouteRefParams } from '@backstage/core-plugin-api';
import { tenantRouteRef } from '../../routes';
import { RoutedTenantPage } from '../TenantPage';

/** The tenant page with the frame that the old frontend system leaves to the plugin. */
export function LegacyTenantPage() {
  const { tenant } = useRouteRefParams(tenantRouteRef);
  return (
    <PageWithHeader
      title="Tenants"
      pageTitleOverride={`${tenant} · Tenants`}
      themeId="tool"
    >
      <RoutedTenantPage />
    </PageWithHeader>
  );
}
