import { PageWithHeader } from '@backstage/core-components';
import { useTexts } from '../../translations';
import { SetupPage } from '../SetupPage';

/** The setup page with the frame that the old frontend system leaves to the plugin. */
export function LegacySetupPage() {
  const t = useTexts();
  return (
    <PageWithHeader
      title={t('estate.title')}
      pageTitleOverride={`${t('setup.title')} · ${t('estate.title')}`}
      themeId="tool"
    >
      <SetupPage />
    </PageWithHeader>
  );
}
