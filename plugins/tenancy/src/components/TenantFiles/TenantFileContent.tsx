import { Flex, Link, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TenantFile } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyApiRef } from '../../api';
import { useTenancyQuery } from '../../queries';
import { tenancyTranslationRef } from '../../translations';
import { LoadingLines, QueryProblem } from '../QueryState';
import { RelativeTime } from '../RelativeTime';
import { TakeBackButton } from '../TakeBack';
import styles from './TenantFiles.module.css';

/** One file of Git, without what may be a secret. */
export function TenantFileContent(props: { tenant: string; file: TenantFile }) {
  const { tenant, file } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const api = useApi(tenancyApiRef);
  const { data, error, refetch } = useTenancyQuery({
    queryKey: ['tenants', tenant, 'files', file.path],
    queryFn: () => api.getFile(tenant, file.path),
  });
  return (
    <Flex direction="column" gap="2">
      <Flex gap="3" align="baseline" style={{ flexWrap: 'wrap' }}>
        <Text as="h2" variant="body-medium" weight="bold">
          {file.path}
        </Text>
        <Link href={file.url} target="_blank" rel="noopener noreferrer">
          {t('files.open')}
        </Link>
      </Flex>
      {data?.lastChange && (
        <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
          <Text as="p" variant="body-small" color="secondary">
            {t('files.lastChange', {
              commit: data.lastChange.commit.slice(0, 7),
              by: data.lastChange.by,
            })}{' '}
            <RelativeTime at={data.lastChange.at} />
          </Text>
          <TakeBackButton
            tenant={tenant}
            commit={data.lastChange.commit}
            mayChange={data.mayChange}
          />
        </Flex>
      )}
      {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingLines lines={8} />}
      {data?.why && (
        <Text as="p" color="secondary">
          {data.why}
        </Text>
      )}
      {data?.content !== undefined && (
        <pre
          className={styles.text}
          // Focusable, so that the keyboard can scroll it.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="region"
          aria-label={file.path}
        >
          {data.content}
        </pre>
      )}
    </Flex>
  );
}
