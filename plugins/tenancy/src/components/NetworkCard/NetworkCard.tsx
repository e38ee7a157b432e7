import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Live } from '../../queries';
import { useTexts } from '../../translations';
import { LiveCard } from '../LiveCard';
import { NetworkRows } from './NetworkRows';
import { NetworkVerdict } from './NetworkVerdict';

/** Whether requests arrive, hop by hop, and whether the namespaces are closed to the rest. */
export function NetworkCard(props: { status: Live<TenantStatusView> }) {
  const t = useTexts();
  return (
    <LiveCard
      title={t('network.title')}
      card="network"
      status={props.status}
      verdict={view => <NetworkVerdict network={view.network} />}
    >
      {view => <NetworkRows view={view} />}
    </LiveCard>
  );
}
