import { Text } from '@backstage/ui';
import type { SetupView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { DataTable } from '../DataTable';
import { StateMark } from '../StateMark';

/** Whom configuration maps to which namespaces and projects, and who sees nothing by it. */
export function SetupOwners(
  props: Pick<SetupView, 'owners'> & { access: 'owners' | 'entityReaders' },
) {
  const { owners, access } = props;
  const t = useTexts();
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
        {
          id: 'projects',
          label: t('setup.owners.projects'),
          text: ({ projects }) => projects.join(', '),
          cell: ({ projects }) =>
            projects.join(', ') || t('setup.owners.noProjects'),
        },
      ]}
    />
  );
}
