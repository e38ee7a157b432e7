import { Text } from '@backstage/ui';
import type { SetupView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { DataTable } from '../DataTable';
import { StateMark } from '../StateMark';

/** Entities that say where they run: what is shown of each, or why nothing is. */
export function SetupEntities(props: {
  entities: NonNullable<SetupView['entities']>;
}) {
  const { items, total } = props.entities;
  const t = useTexts();
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
          {
            id: 'namespaces',
            label: t('setup.owners.namespaces'),
            text: ({ namespaces }) => namespaces.join(', '),
            cell: ({ namespaces, why }) =>
              why ? (
                <>
                  <StateMark state="Unknown" word={t('setup.owners.nothing')} />{' '}
                  {why}
                </>
              ) : (
                namespaces.join(', ')
              ),
            isWide: true,
          },
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
