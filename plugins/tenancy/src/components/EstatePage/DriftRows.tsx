import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EstateDrift } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyTranslationRef } from '../../translations';
import type { Column } from '../DataTable';
import { ListTab } from './ListTab';
import { TenantLink } from './TenantLink';

/** What clusters hold otherwise than Git, over all tenants. */
export function DriftRows(props: {
  drift: readonly EstateDrift[];
  total: number;
  isFiltered: boolean;
}) {
  const { t } = useTranslationRef(tenancyTranslationRef);
  const columns: Array<Column<EstateDrift>> = [
    {
      id: 'tenant',
      label: t('columns.tenant'),
      cell: ({ tenant }) => <TenantLink tenant={tenant} />,
      text: ({ tenant }) => tenant,
    },
    {
      id: 'environment',
      label: t('columns.environment'),
      cell: ({ environment }) => environment,
      text: ({ environment }) => environment,
    },
    {
      id: 'objects',
      label: t('drift.objects'),
      cell: ({ objects }) => objects,
      text: ({ objects }) => objects,
    },
    {
      id: 'first',
      label: t('drift.first'),
      isWide: true,
      cell: ({ first }) => <code>{first}</code>,
      text: ({ first }) => first,
    },
    {
      id: 'manager',
      label: t('drift.writer'),
      cell: ({ manager }) => (manager ? <code>{manager}</code> : '–'),
      text: ({ manager }) => manager,
    },
  ];
  return (
    <ListTab
      label={t('drift.label')}
      fileName="drift"
      columns={columns}
      items={props.drift}
      total={props.total}
      isFiltered={props.isFiltered}
      none={t('drift.none')}
      keyOf={({ tenant, environment }) => `${tenant}/${environment}`}
    />
  );
}
