import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TenantListView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Live } from '../../queries';
import { tenancyTranslationRef } from '../../translations';
import { Freshness } from '../LiveCard';

/** How fresh the page is, and of how many tenants not all is known yet. */
export function EstateFoot(props: {
  tenants: Live<TenantListView>;
  pending: number;
}) {
  const { tenants, pending } = props;
  const { data, error, answeredAt } = tenants;
  const { t } = useTranslationRef(tenancyTranslationRef);
  return (
    <Text as="div" variant="body-small" color="secondary">
      {pending > 0 && (
        <p role="status">{t('estate.pending', { count: pending })}</p>
      )}
      <Freshness
        sources={data?.sources ?? []}
        error={error}
        answeredAt={answeredAt}
      />
    </Text>
  );
}
