import { type JSX, useDeferredValue, useMemo } from 'react';
import { Container, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEstate, usePageTitle, useTenants } from '../../hooks';
import { tenancyTranslationRef } from '../../translations';
import { LoadingLines, NoTenant, QueryProblem } from '../QueryState';
import { AdminLinks } from './AdminLinks';
import { CausesTab } from './CausesTab';
import { DriftRows } from './DriftRows';
import { EstateFilters } from './EstateFilters';
import { EstateFoot } from './EstateFoot';
import { EstateTabs } from './EstateTabs';
import { ExpiringRows } from './ExpiringRows';
import { filterTenants, isFiltering, NO_FILTER } from './filterTenants';
import { FindingRows } from './FindingRows';
import { PortalFindings } from './PortalFindings';
import { RendererRows } from './RendererRows';

import { TenantsTab } from './TenantsTab';
import { useEstateFilter } from './useEstateFilter';

/**
 * All tenants that the reader may see: what is wrong by cause and by tenant, what drifts and what runs out.
 *
 * @public
 */
export function EstatePage() {
  const { t } = useTranslationRef(tenancyTranslationRef);
  usePageTitle(t('estate.title'));
  const tenants = useTenants();
  const { data: estate } = useEstate();
  const [filter, setFilter] = useEstateFilter();
  const deferred = useDeferredValue(filter);
  const { data, error, refresh } = tenants;
  const shown = useMemo(
    () => data && filterTenants(data.items, deferred),
    [data, deferred],
  );
  const names = useMemo(() => new Set(shown?.map(({ name }) => name)), [shown]);

  if (!data || !shown) {
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
          {estate?.isAdmin && <AdminLinks />}
          <NoTenant denied={data.denied} />
        </Flex>
      </Container>
    );
  }
  const isFiltered = isFiltering(deferred);
  const isShown = (tenant: string | undefined) =>
    tenant === undefined ? !isFiltered : names.has(tenant);
  const here = <T extends { tenant: string; environment?: string }>(
    items: readonly T[],
  ) =>
    items.filter(
      ({ tenant, environment }) =>
        names.has(tenant) &&
        (deferred.environments.size === 0 ||
          environment === undefined ||
          deferred.environments.has(environment)),
    );
  const totals = estate?.totals;
  const ofEstate = (
    content: (view: NonNullable<typeof estate>) => JSX.Element,
  ) => (estate ? content(estate) : <LoadingLines lines={6} />);
  return (
    <Container>
      <Flex direction="column" gap="3">
        <PortalFindings />
        {estate?.isAdmin && <AdminLinks />}
        <EstateFilters filter={filter} onChange={setFilter} view={data} />
        <EstateTabs
          tabs={[
            {
              id: 'tenants',
              title: t('estate.tabs.tenants'),
              count: data.items.length,
              content: () => (
                <TenantsTab
                  total={data.items.length}
                  shown={shown}
                  onClear={() => setFilter(NO_FILTER)}
                />
              ),
            },
            {
              id: 'causes',
              title: t('estate.tabs.causes'),
              count: totals?.causes,
              content: () =>
                ofEstate(view => (
                  <CausesTab view={view} names={names} filter={deferred} />
                )),
            },
            {
              id: 'findings',
              title: t('estate.tabs.findings'),
              count: totals?.findings,
              content: () =>
                ofEstate(({ findings, findingsAt }) => (
                  <FindingRows
                    counts={findings}
                    findingsAt={findingsAt}
                    isShown={isShown}
                  />
                )),
            },
            {
              id: 'drift',
              title: t('estate.tabs.drift'),
              count: totals?.drift,
              content: () =>
                ofEstate(view => (
                  <DriftRows
                    drift={here(view.drift)}
                    total={view.totals.drift}
                    isFiltered={isFiltered}
                  />
                )),
            },
            {
              id: 'expiring',
              title: t('estate.tabs.expiring'),
              count: totals && totals.certificates + totals.quotas,
              content: () =>
                ofEstate(view => (
                  <ExpiringRows
                    certificates={here(view.certificates)}
                    quotas={here(view.quotas)}
                    totals={view.totals}
                    isFiltered={isFiltered}
                  />
                )),
            },
            {
              id: 'versions',
              title: t('estate.tabs.versions'),
              count: totals?.renderers,
              content: () =>
                ofEstate(view => (
                  <RendererRows
                    renderers={here(view.renderers)}
                    total={view.totals.renderers}
                    isFiltered={isFiltered}
                  />
                )),
            },
          ]}
        />
        <EstateFoot
          tenants={tenants}
          pending={Math.max(estate?.pending ?? 0, data.pending ?? 0)}
        />
      </Flex>
    </Container>
  );
}
