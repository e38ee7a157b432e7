import { Text } from '@backstage/ui';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { EnvironmentSync } from '@groundwork/engine';
import { useTenantActions } from '../../hooks';
import { plainReason } from '../../status';
import { useTexts } from '../../translations';
import { EnvironmentActionBar } from '../Acting';
import { SelfHealButtons } from '../SelfHeal';
import { EnvironmentRow } from './EnvironmentRow';
import styles from './SyncCard.module.css';

/** Rows of the sync card: one an environment, in the platform's order. */
export function SyncRows(props: { view: TenantStatusView }) {
  const { tenant, unmanaged, sync, sources, differences, troubles } =
    props.view;
  const t = useTexts();
  if (sync.environments.length === 0) {
    return (
      <Text as="p" color="secondary">
        {(sync.why && plainReason(sync.why, t).text) || t('sync.none')}
      </Text>
    );
  }
  return (
    <ul className={styles.rows}>
      {sync.environments.map(row => (
        <EnvironmentRow
          key={row.environment}
          tenant={tenant}
          row={row}
          before={
            troubles?.find(({ environment }) => environment === row.environment)
              ?.justBefore
          }
          actions={!unmanaged && <RowActions row={row} tenant={tenant} />}
          source={sources.find(
            ({ source }) => source === `cluster ${row.cluster}`,
          )}
          difference={differences?.find(
            ({ environment }) => environment === row.environment,
          )}
        />
      ))}
    </ul>
  );
}

/** What can be done in an environment of a tenant; asked once for all of its rows. */
function RowActions(props: { row: EnvironmentSync; tenant: string }) {
  const { row, tenant } = props;
  const actions = useTenantActions(tenant);
  return (
    <div className={styles.actions}>
      <EnvironmentActionBar row={row} tenant={tenant} actions={actions} />
      <SelfHealButtons
        tenant={tenant}
        environment={row.environment}
        hasSeveral={row.applications.length > 1}
      />
    </div>
  );
}
