import { PageWithHeader } from '@backstage/core-components';
import { useTexts } from '../../translations';
import { AdoptPage } from '../AdoptPage';

/** The page of what can be adopted with the frame that the old frontend system leaves to the plugin. */
export function LegacyAdoptPage() {
  const t = useTexts();
  return (
    <PageWithHeader
      title={t('estate.title')}
      pageTitleOverride={`${t('adopt.title')} · ${t('estate.title')}`}
      themeId="tool"
    >
      <AdoptPage />
    </PageWithHeader>
  );
}
