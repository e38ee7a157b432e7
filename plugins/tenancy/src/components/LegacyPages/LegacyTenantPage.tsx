import { PageWithHeader } from '@backstage/core-components';
import { useRouteRefParams } from '@backstage/core-plugin-api';
import { tenantRouteRef } from '../../routes';
import { useTexts } from '../../translations';
import { RoutedTenantPage } from '../TenantPage';

/** The tenant page with the frame that the old frontend system leaves to the plugin. */
export function LegacyTenantPage() {
  const t = useTexts();
  const { tenant } = useRouteRefParams(tenantRouteRef);
  return (
    <PageWithHeader
      title={t('estate.title')}
      pageTitleOverride={`${tenant} · ${t('estate.title')}`}
      themeId="tool"
    >
      <RoutedTenantPage />
    </PageWithHeader>
  );
}
