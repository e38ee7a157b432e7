import { PageWithHeader } from '@backstage/core-components';
import { useTexts } from '../../translations';
import { EstatePage } from '../EstatePage';

/** The estate page with the frame that the old frontend system leaves to the plugin. */
export function LegacyEstatePage() {
  const t = useTexts();
  return (
    <PageWithHeader title={t('estate.title')} themeId="tool">
      <EstatePage />
    </PageWithHeader>
  );
}
