import { Flex, Link, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TenantFile } from '@groundwork/backstage-plugin-tenancy-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { tenancyApiRef } from '../../api';
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
  const { value, error, retry } = useAsyncRetry(
    () => api.getFile(tenant, file.path),
    [api, tenant, file.path],
  );
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
      {value?.lastChange && (
        <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
          <Text as="p" variant="body-small" color="secondary">
            {t('files.lastChange', {
              commit: value.lastChange.commit.slice(0, 7),
              by: value.lastChange.by,
            })}{' '}
            <RelativeTime at={value.lastChange.at} />
          </Text>
          <TakeBackButton
            tenant={tenant}
            commit={value.lastChange.commit}
            mayChange={value.mayChange}
          />
        </Flex>
      )}
      {error && <QueryProblem error={error} onRetry={retry} />}
      {!value && !error && <LoadingLines lines={8} />}
      {value?.why && (
        <Text as="p" color="secondary">
          {value.why}
        </Text>
      )}
      {value?.content !== undefined && (
        <pre
          className={styles.text}
          // Focusable, so that the keyboard can scroll it.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="region"
          aria-label={file.path}
        >
          {value.content}
        </pre>
      )}
    </Flex>
  );
}
