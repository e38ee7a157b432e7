import { PageWithHeader } from '@backstage/core-components';
import { useTexts } from '../../translations';
import { SetupPage } from '../SetupPage';

/** The setup page with the frame that the old frontend system leaves to the plugin. */
export function LegacySetupPage() {
  const t = useTexts();
  return (
    <PageWithHeader
      title="Tenants"
      pageTitleOverride={`${t('setup.title')} · Tenants`}
      themeId="tool"
    >
      <SetupPage />
    </PageWithHeader>
  );
}
