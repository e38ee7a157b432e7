import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EstateRenderer } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyTranslationRef } from '../../translations';
import { ListTab } from './ListTab';
import { TenantLink } from './TenantLink';

/** Tenants whose requests an older version rendered. */
export function RendererRows(props: {
  renderers: readonly EstateRenderer[];
  total: number;
  isFiltered: boolean;
}) {
  const { t } = useTranslationRef(tenancyTranslationRef);
  return (
    <ListTab
      label={t('renderers.label')}
      fileName="renderers"
      columns={[
        {
          id: 'tenant',
          label: t('columns.tenant'),
          cell: ({ tenant }) => <TenantLink tenant={tenant} tab="requests" />,
          text: ({ tenant }) => tenant,
        },
        {
          id: 'requests',
          label: t('renderers.requests'),
          isWide: true,
          cell: ({ requests }) => requests,
          text: ({ requests }) => requests,
        },
      ]}
      items={props.renderers}
      total={props.total}
      isFiltered={props.isFiltered}
      none={t('renderers.none')}
      keyOf={({ tenant }) => tenant}
    />
  );
}
