import { PageWithHeader } from '@backstage/core-components';
import { EstatePage } from '../EstatePage';

/** The estate page with the frame that the old frontend system leaves to the plugin. */
export function LegacyEstatePage() {
  return (
    <PageWithHeader title="Tenants" themeId="tool">
      <EstatePage />
    </PageWithHeader>
  );
}
