import { Text } from '@backstage/ui';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Isolation } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';
import { CLOSED, DNS } from '../../status';
import { useTexts } from '../../translations';
import { Reason } from '../Reason';
import { FIRST, LongList } from '../StatusRows';
import { IsolationList } from './IsolationList';
import { RouteItem } from './RouteItem';
import styles from './NetworkCard.module.css';

/** What is open comes first in a long list, of which the beginning is shown. */
function rankOf({ ingress, egress, dnsAllowed }: Isolation): number {
  return Math.min(
    ...[CLOSED[ingress], CLOSED[egress], DNS[dnsAllowed]].map(severityRank),
  );
}

/** Routes, troubled ones first, then isolation by environment. */
export function NetworkRows(props: { view: TenantStatusView }) {
  const { network, sync, sources, unmanaged } = props.view;
  const t = useTexts();
  const routes = [...network.routes].sort(
    (a, b) => severityRank(a.state) - severityRank(b.state),
  );
  const placeOf = ({ environment }: Isolation) =>
    sync.environments.findIndex(row => row.environment === environment);
  const isLong = network.isolation.length > FIRST;
  const isolation = [...network.isolation].sort(
    (a, b) => (isLong ? rankOf(a) - rankOf(b) : 0) || placeOf(a) - placeOf(b),
  );
  return (
    <>
      {network.why && routes.length === 0 && (
        <div className={styles.why}>
          <Reason text={network.why} />
        </div>
      )}
      {routes.length > 0 && (
        <LongList className={styles.routes} items={routes}>
          {route => (
            <RouteItem
              key={`${route.ref.cluster}/${route.ref.kind}/${route.ref.namespace}/${route.ref.name}`}
              route={route}
              source={sources.find(
                ({ source }) => source === `cluster ${route.ref.cluster}`,
              )}
            />
          )}
        </LongList>
      )}
      {routes.length === 0 && network.state !== 'Unknown' && (
        <Text as="p" color="secondary">
          {t(unmanaged ? 'unmanaged.noRoutes' : 'network.none')}
        </Text>
      )}
      {isolation.length > 0 && <IsolationList isolation={isolation} />}
    </>
  );
}
