import { Button } from '@backstage/ui';
import type { TenantActionsView } from '@groundwork/backstage-plugin-tenancy-common';
import type { EnvironmentSync } from '@groundwork/engine';
import { lazy, Suspense, useState } from 'react';
import type { Live } from '../../queries';
import { useTexts } from '../../translations';
import { byImportance } from '../SyncCard/applications';
import { OfferedButton } from './OfferedButton';
import { OperationLine } from './OperationLine';
import { isUnderWay } from './operationWords';
import styles from './Acting.module.css';

// Who only reads needs no dialogs.
const ActionsDialog = lazy(async () => ({
  default: (await import('./ActionsDialog')).ActionsDialog,
}));
const SyncDialog = lazy(async () => ({
  default: (await import('./SyncDialog')).SyncDialog,
}));

/** What can be done in an environment, and what is being done; nothing where the platform lets nobody act. */
export function EnvironmentActionBar(props: {
  tenant: string;
  row: EnvironmentSync;
  actions: Live<TenantActionsView>;
}) {
  const { tenant, row, actions } = props;
  const { data, refresh } = actions;
  const t = useTexts();
  const [open, setOpen] = useState<{ sync: string } | 'more'>();
  const here = data?.environments.find(
    ({ environment }) => environment === row.environment,
  );
  const running = here?.applications.find(({ operation }) =>
    isUnderWay(operation),
  );
  if (!here || here.applications.length + here.objects.length === 0) {
    return null;
  }
  // The one that the row speaks of: its trouble is not mended by a sync of another.
  const [main = here.applications[0]] = byImportance(row.applications).flatMap(
    ({ ref }) => here.applications.filter(({ name }) => name === ref.name),
  );
  const synced =
    typeof open === 'object' &&
    here.applications.find(({ name }) => name === open.sync);
  const close = () => setOpen(undefined);
  return (
    <div className={styles.bar}>
      {running?.operation && <OperationLine operation={running.operation} />}
      <div className={styles.buttons}>
        {main && (
          <OfferedButton
            label={
              row.applications.length > 1
                ? t('acting.syncOf', { name: main.name })
                : t('acting.sync')
            }
            name={t('acting.syncOf', { name: main.name })}
            offer={main.offers.sync}
            onPress={() => setOpen({ sync: main.name })}
          />
        )}
        <Button
          size="small"
          variant="tertiary"
          aria-label={t('acting.moreOf', { environment: row.environment })}
          onPress={() => setOpen('more')}
        >
          {t('acting.more')}
        </Button>
      </div>
      <Suspense fallback={null}>
        {synced && (
          <SyncDialog
            tenant={tenant}
            environment={row.environment}
            application={synced}
            onDone={refresh}
            onClose={close}
          />
        )}
        {open === 'more' && (
          <ActionsDialog
            tenant={tenant}
            actions={here}
            onDone={refresh}
            onSync={name => setOpen({ sync: name })}
            onClose={close}
          />
        )}
      </Suspense>
    </div>
  );
}
