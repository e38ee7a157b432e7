import { Text } from '@backstage/ui';
import type { SetupView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { DataTable } from '../DataTable';
import { useNamespacesColumn } from './useNamespacesColumn';

/** Entities that say where they run: what is shown of each, or why nothing is. */
export function SetupEntities(props: {
  entities: NonNullable<SetupView['entities']>;
}) {
  const { items, total } = props.entities;
  const t = useTexts();
  const namespaces = useNamespacesColumn<(typeof items)[number]>();
  if (items.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('setup.entities.none')}
      </Text>
    );
  }
  return (
    <>
      <DataTable
        label={t('setup.entities.title')}
        items={items}
        keyOf={({ entity }) => entity}
        columns={[
          {
            id: 'entity',
            label: t('setup.entities.entity'),
            text: ({ entity }) => entity,
            cell: ({ entity }) => entity,
          },
          namespaces,
        ]}
      />
      {total > items.length && (
        <Text as="p" color="secondary">
          {t('setup.entities.further', {
            shown: String(items.length),
            total: String(total),
          })}
        </Text>
      )}
    </>
  );
}
