import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Live } from '../../queries';
import { EnforcementPanel } from '../Enforcement';
import { NetworkCard } from '../NetworkCard';
import { RequestsCard } from '../RequestList';
import { SyncCard } from '../SyncCard';
import styles from './TenantContent.module.css';

/** Both cards and the requests of one tenant, side by side where there is room. */
export function TenantContent(props: { status: Live<TenantStatusView> }) {
  const { status } = props;
  return (
    <div className={styles.grid}>
      {status.data?.reportOnly && (
        <div className={styles.wide}>
          <EnforcementPanel tenant={status.data.tenant} />
        </div>
      )}
      <SyncCard status={status} />
      <NetworkCard status={status} />
      {status.data && !status.data.unmanaged && (
        <div className={styles.wide}>
          <RequestsCard tenant={status.data.tenant} />
        </div>
      )}
    </div>
  );
}
