import type { ReactNode } from 'react';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Live } from '../../live';
import { LoadingLines, QueryProblem } from '../QueryState';
import { CardFoot } from './CardFoot';

/** A card over one live status: its verdict in the head, its rows, its age and sources in the foot. */
export function LiveCard(props: {
  title: string;
  status: Live<TenantStatusView>;
  verdict: (view: TenantStatusView) => ReactNode;
  children: (view: TenantStatusView) => ReactNode;
}) {
  const { title, status, verdict, children } = props;
  const { data, error, refresh } = status;

  if (!data) {
    return (
      <EntityInfoCard title={title}>
        {error ? (
          <QueryProblem error={error} onRetry={refresh} />
        ) : (
          <LoadingLines />
        )}
      </EntityInfoCard>
    );
  }
  return (
    <EntityInfoCard title={title} headerActions={verdict(data)}>
      {children(data)}
      <CardFoot view={data} status={status} />
    </EntityInfoCard>
  );
}
