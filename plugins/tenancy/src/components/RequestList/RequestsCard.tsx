import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { useRequests } from '../../hooks';
import { useTexts } from '../../translations';
import { Freshness } from '../LiveCard';
import { LoadingLines, QueryProblem } from '../QueryState';
import { RequestList } from './RequestList';
import surface from '../../styles/surface.module.css';

/** The requests of a tenant as a card of its own. */
export function RequestsCard(props: { tenant: string }) {
  const { data, error, answeredAt, refresh } = useRequests(props.tenant);
  const t = useTexts();
  return (
    <EntityInfoCard title={t('requests.title')} className={surface.surface}>
      {data && (
        <>
          <RequestList
            items={data.items}
            {...(data.mayChange ? { changeable: props.tenant } : {})}
          />
          {(error || data.sources.some(source => source.problem)) && (
            <Freshness
              sources={data.sources}
              error={error}
              answeredAt={answeredAt}
            />
          )}
        </>
      )}
      {!data && error && <QueryProblem error={error} onRetry={refresh} />}
      {!data && !error && <LoadingLines lines={2} />}
    </EntityInfoCard>
  );
}
