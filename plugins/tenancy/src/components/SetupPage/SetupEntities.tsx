import { Link, Text } from '@backstage/ui';
import type { SetupView } from '@groundwork/backstage-plugin-tenancy-common';
import { useEntityLink } from '../../hooks';
import { useTexts } from '../../translations';
import { DataTable } from '../DataTable';
import { useNamespacesColumn } from './useNamespacesColumn';

/** Entities that say where they run, with the ways to their pages: what is shown of each, or why nothing is. */
export function SetupEntities(props: {
  entities: NonNullable<SetupView['entities']>;
}) {
  const { items, total } = props.entities;
  const t = useTexts();
  const namespaces = useNamespacesColumn<(typeof items)[number]>(
    ({ entity }, namespace) => <EntityLink entity={entity} place={namespace} />,
  );
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
            cell: ({ entity }) => <EntityLink entity={entity} />,
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

/** The page of an entity; with a place, its cards there. */
function EntityLink(props: { entity: string; place?: string }) {
  const { entity, place } = props;
  const href = useEntityLink()(entity, place);
  const text = place ?? entity;
  return href ? <Link href={href}>{text}</Link> : <>{text}</>;
}
