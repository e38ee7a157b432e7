import type { ReactNode } from 'react';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Live } from '../../queries';
import { useTexts } from '../../translations';
import { LiveCard } from '../LiveCard';
import { SyncRows } from './SyncRows';
import { SyncVerdict } from './SyncVerdict';

/** Whether what Git holds is what runs, environment by environment. */
export function SyncCard(props: {
  status: Live<TenantStatusView>;
  waiting?: ReactNode;
  /** Stands above the rows. */
  choice?: ReactNode;
}) {
  const t = useTexts();
  return (
    <LiveCard
      title={t('sync.title')}
      card="sync"
      status={props.status}
      waiting={props.waiting}
      verdict={view => <SyncVerdict sync={view.sync} />}
    >
      {view => (
        <>
          {props.choice}
          <SyncRows view={view} />
        </>
      )}
    </LiveCard>
  );
}
