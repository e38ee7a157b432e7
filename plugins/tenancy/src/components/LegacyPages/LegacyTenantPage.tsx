import { PageWithHeader } from '@backstage/core-components';
import { RoutedTenantPage } from '../TenantPage';

/** The tenant page with the frame that the old frontend system leaves to the plugin. */
export function LegacyTenantPage() {
  return (
    <PageWithHeader title="Tenants" themeId="tool">
      <RoutedTenantPage />
    </PageWithHeader>
  );
}
