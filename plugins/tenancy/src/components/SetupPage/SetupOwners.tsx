import { Text } from '@backstage/ui';
import type { SetupView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { DataTable } from '../DataTable';
import { useNamespacesColumn } from './useNamespacesColumn';

/** Whom configuration maps to which namespaces and projects, and who sees nothing by it. */
export function SetupOwners(
  props: Pick<SetupView, 'owners'> & { access: 'owners' | 'entityReaders' },
) {
  const { owners, access } = props;
  const t = useTexts();
  const shown = useNamespacesColumn<(typeof owners)[number]>();
  if (owners.length === 0) {
    return access === 'owners' ? (
      <Text as="p" color="secondary">
        {t('setup.owners.none')}
      </Text>
    ) : null;
  }
  return (
    <DataTable
      label={t('setup.owners.title')}
      items={owners}
      keyOf={({ owner, namespaces }) => `${owner} ${namespaces.join(' ')}`}
      columns={[
        {
          id: 'owner',
          label: t('setup.owners.owner'),
          text: ({ owner }) => owner,
          cell: ({ owner }) => owner,
        },
        shown,
        {
          id: 'projects',
          label: t('setup.owners.projects'),
          text: ({ projects }) => projects.join(', '),
          cell: ({ projects }) =>
            projects.join(', ') || t('setup.owners.noProjects'),
        },
        ...(owners.some(({ flux }) => flux)
          ? [
              {
                id: 'flux',
                label: t('setup.owners.flux'),
                text: ({ flux = [] }: (typeof owners)[number]) =>
                  flux.join(', '),
                cell: ({ flux = [] }: (typeof owners)[number]) =>
                  flux.join(', '),
              },
            ]
          : []),
      ]}
    />
  );
}
