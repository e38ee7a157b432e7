import { Button, Flex, Text } from '@backstage/ui';
import type { TimelineEntry } from '@groundwork/backstage-plugin-tenancy-common';
import { useSearchParams } from 'react-router-dom';
import { useChanges } from '../../hooks';
import { formatDate } from '../../time';
import { useTexts } from '../../translations';
import { LoadingLines, QueryProblem } from '../QueryState';
import { ChangeFilters, type ChangeFilter } from './ChangeFilters';
import { ChangeList } from './ChangeList';
import { isKind } from './kinds';
import { useHashFocus } from './useHashFocus';
import { useOlderChanges } from './useOlderChanges';
import styles from './Changes.module.css';
import surface from '../../styles/surface.module.css';

/**
 * What happened to a tenant, newest first. What is shown stands in the address.
 */
export function TenantChanges(props: {
  tenant: string;
  environments: readonly string[];
}) {
  const { tenant, environments } = props;
  const t = useTexts();
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params, environments);
  const query = {
    ...(filter.environment ? { environment: filter.environment } : {}),
    ...(filter.kinds.length > 0 ? { kinds: filter.kinds } : {}),
  };
  const { data, error, refresh } = useChanges(tenant, query);
  const older = useOlderChanges(tenant, query, data);
  const entries = unique([...(data?.items ?? []), ...older.items]);
  useHashFocus(data !== undefined);
  return (
    <div className={`${styles.changes} ${surface.surface}`}>
      <Flex direction="column" gap="4">
        <ChangeFilters
          filter={filter}
          environments={environments}
          onChange={next =>
            setParams(before => paramsOf(before, next), { replace: true })
          }
        />
        {data && (
          <ChangeList
            tenant={tenant}
            entries={entries}
            mayChange={data.mayChange}
            isFiltered={Object.keys(query).length > 0}
          />
        )}
        {error && <QueryProblem error={error} onRetry={refresh} />}
        {!data && !error && <LoadingLines lines={6} />}
        {older.error && (
          <QueryProblem error={older.error} onRetry={older.load} />
        )}
        {data && older.hasMore && !older.error && (
          <Button
            variant="secondary"
            size="small"
            isDisabled={older.isLoading}
            onPress={older.load}
          >
            {t('changes.older')}
          </Button>
        )}
        {data && !older.hasMore && (
          <Text as="p" variant="body-small" color="secondary">
            {t('changes.kept', {
              date: formatDate(data.keptSince, t),
            })}
          </Text>
        )}
      </Flex>
    </div>
  );
}

function filterOf(
  params: URLSearchParams,
  environments: readonly string[],
): ChangeFilter {
  const environment = params.get('environment') ?? '';
  return {
    ...(environments.includes(environment) ? { environment } : {}),
    kinds: (params.get('kind') ?? '').split(',').filter(isKind),
  };
}

function paramsOf(
  before: URLSearchParams,
  { environment, kinds }: ChangeFilter,
): URLSearchParams {
  const params = new URLSearchParams(before);
  params.delete('environment');
  params.delete('kind');
  if (environment) {
    params.set('environment', environment);
  }
  if (kinds.length > 0) {
    params.set('kind', kinds.join(','));
  }
  return params;
}

/** The first page is read again and again, and grows into the older ones. */
function unique(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return [...new Map(entries.map(entry => [entry.id, entry])).values()].sort(
    (a, b) => b.at - a.at,
  );
}
