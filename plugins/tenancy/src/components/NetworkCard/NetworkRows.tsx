import { Text } from '@backstage/ui';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { severityRank } from '@groundwork/engine/model';
import { useTexts } from '../../translations';
import { Reason } from '../Reason';
import { LongList } from '../StatusRows';
import { IsolationList } from './IsolationList';
import { RouteItem } from './RouteItem';
import styles from './NetworkCard.module.css';

/** Routes, troubled ones first, then isolation by environment. */
export function NetworkRows(props: { view: TenantStatusView }) {
  const { network, sync, sources, unmanaged } = props.view;
  const t = useTexts();
  const routes = [...network.routes].sort(
    (a, b) => severityRank(a.state) - severityRank(b.state),
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
      {network.isolation.length > 0 && (
        <IsolationList
          isolation={[...network.isolation].sort(
            (a, b) =>
              sync.environments.findIndex(
                row => row.environment === a.environment,
              ) -
              sync.environments.findIndex(
                row => row.environment === b.environment,
              ),
          )}
        />
      )}
    </>
  );
}
