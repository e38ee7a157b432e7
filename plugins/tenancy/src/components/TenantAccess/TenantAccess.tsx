import { Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AccessGrant } from '@groundwork/engine';
import { useAccess } from '../../hooks';
import { tenancyTranslationRef } from '../../translations';
import { type Column, DataTable, ExportButtons } from '../DataTable';
import { EnvironmentChips, useEnvironmentInUrl } from '../EnvironmentChips';
import { Freshness } from '../LiveCard';
import { LoadingLines, QueryProblem } from '../QueryState';
import { StateIcon } from '../StateMark';
import { KindNames } from './KindNames';
import { type MergedGrant, orderedGrants } from './orderedGrants';
import { rightWords } from './rightWords';
import styles from './TenantAccess.module.css';

/** Who may do what in the namespaces of a tenant, farthest rights first. */
export function TenantAccess(props: {
  tenant: string;
  environments: readonly string[];
}) {
  const { tenant, environments } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const { data, error, answeredAt, refresh } = useAccess(tenant);
  const [environment] = useEnvironmentInUrl(environments);
  const columns = useColumns();
  if (!data) {
    return error ? (
      <QueryProblem error={error} onRetry={refresh} />
    ) : (
      <LoadingLines lines={6} />
    );
  }
  const grants = orderedGrants(
    data.access.grants.filter(
      each => environment === undefined || each.environment === environment,
    ),
  );
  const problems = data.access.problems.filter(
    each => environment === undefined || each.environment === environment,
  );
  return (
    <Flex direction="column" gap="3">
      <EnvironmentChips environments={environments} />
      {problems.map(each => (
        <Text key={`${each.environment} ${each.why}`} as="p">
          <StateIcon state="Unknown" size={14} /> {each.environment}: {each.why}
        </Text>
      ))}
      {grants.length > 0 ? (
        <DataTable
          label={t('access.label')}
          columns={columns}
          items={grants}
          keyOf={keyOf}
        />
      ) : (
        problems.length === 0 && (
          <Text as="p" color="secondary">
            {t('access.none')}
          </Text>
        )
      )}
      <Text as="p" variant="body-small" color="secondary">
        {t('access.hint')}
      </Text>
      <ExportButtons
        fileName={`${tenant}-access`}
        columns={columns}
        items={() => grants}
      />
      <div className={styles.foot}>
        <Freshness
          sources={data.sources}
          error={error}
          answeredAt={answeredAt}
        />
      </div>
    </Flex>
  );
}

function useColumns(): Array<Column<MergedGrant>> {
  const { t } = useTranslationRef(tenancyTranslationRef);
  return [
    {
      id: 'environment',
      label: t('columns.environment'),
      cell: each => each.environments.join(', '),
      text: each => each.environments.join(' '),
    },
    {
      id: 'who',
      label: t('access.who'),
      cell: ({ subject }) => (
        <>
          <strong>{subject.name}</strong>{' '}
          <span className={styles.quiet}>
            {t(`access.kinds.${subject.kind}`)}
            {subject.namespace ? ` · ${subject.namespace}` : ''}
          </span>
        </>
      ),
      text: ({ subject }) => `${subject.kind}/${subject.name}`,
    },
    {
      id: 'may',
      label: t('access.may'),
      isWide: true,
      cell: grant => (
        <>
          {isFar(grant) && (
            <span className={styles.mark}>{t('access.farReaching')}</span>
          )}
          <ul className={styles.rights}>
            {rightWords(grant, t).map(words => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          {grant.kinds && <KindNames kinds={grant.kinds} />}
        </>
      ),
      // Whole, for who looks through it elsewhere.
      text: grant =>
        grant.may.length > 0 && grant.level !== 'unknown'
          ? grant.may.join('; ')
          : rightWords(grant, t).join('; '),
    },
    {
      id: 'binding',
      label: t('access.from'),
      cell: ({ binding, isRendered, isClusterWide }) => (
        <>
          <code>{binding.name}</code>{' '}
          {isClusterWide && (
            <span className={styles.mark}>{t('access.clusterWide')}</span>
          )}
          {!isRendered && !isClusterWide && (
            <span className={styles.mark}>{t('access.notRendered')}</span>
          )}
        </>
      ),
      text: ({ binding }) => `${binding.kind}/${binding.name}`,
    },
  ];
}

function isFar({ level }: AccessGrant): boolean {
  return level === 'everything' || level === 'dangerous';
}

function keyOf({ environment, namespace, subject, binding }: AccessGrant) {
  return JSON.stringify([environment, namespace, subject, binding]);
}
