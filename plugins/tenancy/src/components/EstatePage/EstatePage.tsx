import { useDeferredValue, useMemo, useState } from 'react';
import { Button, Container, Flex, Text } from '@backstage/ui';
import type { TenantListView } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { usePageTitle, useTenants } from '../../hooks';
import { Freshness } from '../LiveCard';
import { LoadingLines, NoTenant, QueryProblem } from '../QueryState';
import { EstateFilters } from './EstateFilters';
import { filterTenants, type TenantFilter } from './filterTenants';
import { PortalFindings } from './PortalFindings';
import { TenantRows } from './TenantRows';

const NO_FILTER: TenantFilter = {
  text: '',
  states: new Set(),
  environments: new Set(),
};

function countStates(view: TenantListView): Map<State, number> {
  const counts = new Map<State, number>();
  view.items.forEach(({ state }) =>
    counts.set(state, (counts.get(state) ?? 0) + 1),
  );
  return counts;
}

function countOf(tenants: number): string {
  return tenants === 1 ? '1 tenant' : `${tenants} tenants`;
}

function environmentsOf(view: TenantListView): string[] {
  return [
    ...new Set(
      view.items.flatMap(item => item.environments.map(({ name }) => name)),
    ),
  ];
}

/**
 * All tenants that the reader may see, by trouble and then by name.
 *
 * @public
 */
export function EstatePage() {
  usePageTitle('Tenants');
  const { data, error, answeredAt, refresh } = useTenants();
  const [filter, setFilter] = useState(NO_FILTER);
  const deferred = useDeferredValue(filter);
  const counts = useMemo(() => data && countStates(data), [data]);
  const environments = useMemo(() => data && environmentsOf(data), [data]);
  const shown = useMemo(
    () => data && filterTenants(data.items, deferred),
    [data, deferred],
  );

  if (!data || !counts || !environments || !shown) {
    return (
      <Container>
        {error ? (
          <QueryProblem error={error} onRetry={refresh} />
        ) : (
          <LoadingLines lines={8} />
        )}
      </Container>
    );
  }
  if (data.items.length === 0) {
    return (
      <Container>
        <Flex direction="column" gap="3">
          <PortalFindings />
          <NoTenant />
        </Flex>
      </Container>
    );
  }
  return (
    <Container>
      <Flex direction="column" gap="3">
        <PortalFindings />
        <EstateFilters
          filter={filter}
          onChange={setFilter}
          counts={counts}
          environments={environments}
        />
        <Text as="p" variant="body-small" color="secondary" role="status">
          {shown.length === data.items.length
            ? countOf(shown.length)
            : `${shown.length} of ${countOf(data.items.length)}`}
        </Text>
        {shown.length > 0 ? (
          <TenantRows tenants={shown} />
        ) : (
          <Flex direction="column" gap="2" align="start">
            <Text as="p">No tenant matches the search and the filters.</Text>
            <Button
              variant="secondary"
              size="small"
              onPress={() => setFilter(NO_FILTER)}
            >
              Clear all
            </Button>
          </Flex>
        )}
        <Text as="div" variant="body-small" color="secondary">
          <Freshness
            sources={data.sources}
            error={error}
            answeredAt={answeredAt}
          />
        </Text>
      </Flex>
    </Container>
  );
}
