import { Fragment } from 'react';
import { Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, useSearchParams } from 'react-router-dom';
import { useFiles } from '../../hooks';
import { tenancyTranslationRef } from '../../translations';
import { EnvironmentChips, useEnvironmentInUrl } from '../EnvironmentChips';
import { LoadingLines, QueryProblem } from '../QueryState';
import { TenantFileContent } from './TenantFileContent';
import styles from './TenantFiles.module.css';
import surface from '../../styles/surface.module.css';

/** What Git holds for a tenant, file by file, read only. The chosen file stands in the address. */
export function TenantFiles(props: {
  tenant: string;
  environments: readonly string[];
}) {
  const { tenant, environments } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const { data, error, refresh } = useFiles(tenant);
  const [environment] = useEnvironmentInUrl(environments);
  const [params] = useSearchParams();
  if (!data) {
    return error ? (
      <QueryProblem error={error} onRetry={refresh} />
    ) : (
      <LoadingLines lines={6} />
    );
  }
  const shown = data.items.filter(
    file => environment === undefined || file.environment === environment,
  );
  const chosen = data.items.find(({ path }) => path === params.get('file'));
  const linkTo = (path: string) => {
    const next = new URLSearchParams(params);
    next.set('file', path);
    return `?${next}`;
  };
  return (
    <Flex direction="column" gap="3">
      <EnvironmentChips environments={environments} />
      <Text as="p" variant="body-small" color="secondary">
        {t('files.hint')}
      </Text>
      {shown.length === 0 ? (
        <Text as="p" color="secondary">
          {t('files.none')}
        </Text>
      ) : (
        <div className={`${styles.split} ${surface.surface}`}>
          <ul className={styles.list} aria-label={t('files.label')}>
            {shown.map(({ path }) => (
              <li key={path}>
                <Link
                  to={linkTo(path)}
                  replace
                  className={styles.file}
                  aria-current={path === chosen?.path ? 'true' : undefined}
                >
                  {path.split('/').map((part, index) => (
                    // A name breaks between its folders.
                    <Fragment key={`${index} ${part}`}>
                      {index > 0 && '/'}
                      <wbr />
                      {part}
                    </Fragment>
                  ))}
                </Link>
              </li>
            ))}
          </ul>
          <div className={styles.content}>
            {chosen ? (
              <TenantFileContent
                key={chosen.path}
                tenant={tenant}
                file={chosen}
              />
            ) : (
              <Text as="p" color="secondary">
                {t('files.choose')}
              </Text>
            )}
          </div>
        </div>
      )}
      {data.items.length < data.total && (
        <Text as="p" variant="body-small" color="secondary">
          {t('files.more', {
            shown: String(data.items.length),
            total: String(data.total),
          })}
        </Text>
      )}
    </Flex>
  );
}
