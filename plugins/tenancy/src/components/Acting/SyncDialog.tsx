import { useState } from 'react';
import {
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type { ActedApplicationView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { newKey } from './newKey';
import { OperationLine } from './OperationLine';
import { SyncObjects } from './SyncObjects';
import { SyncRevisions } from './SyncRevisions';
import { useAct } from './useAct';
import styles from './Acting.module.css';

/**
 * Asks how an Application is to be synced, says what will happen and what cannot be undone, and shows the operation as it runs.
 * Closed with Escape it goes on, and the card shows it.
 */
export function SyncDialog(props: {
  tenant: string;
  environment: string;
  application: ActedApplicationView;
  onDone: () => void;
  onClose: () => void;
}) {
  const { tenant, environment, application, onDone, onClose } = props;
  const { name, offers, operation, resources, revisions } = application;
  const t = useTexts();
  const [key] = useState(newKey);
  const [prune, setPrune] = useState(false);
  const [dryRun, setDryRun] = useState(false);
  const [force, setForce] = useState(false);
  const [revision, setRevision] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<number>>();
  const { act, pending, message, problem } = useAct(
    { tenant, environment },
    onDone,
  );
  const differing = resources.filter(({ sync }) => sync !== 'Synced');
  const count = chosen ? chosen.size : resources.length;
  const mine = operation?.key === key ? operation : undefined;
  const started = message !== undefined;
  const total = String(resources.length);
  const what =
    differing.length === 0
      ? t('syncing.noneDiffers', { total })
      : t('syncing.differ', { count: differing.length, total });

  async function start() {
    await act('sync', 'sync', {
      application: name,
      key,
      prune,
      dryRun,
      force,
      ...(revision ? { revision } : {}),
      ...(chosen
        ? {
            resources: resources
              .filter((_, index) => chosen.has(index))
              .map(({ sync: _, ...resource }) => resource),
          }
        : {}),
    });
  }

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} isDismissable>
      <DialogHeader>{t('syncing.title', { name })}</DialogHeader>
      <DialogBody className={styles.body}>
        <Text as="p">
          {dryRun
            ? t('syncing.tries', { environment })
            : t('syncing.brings', { environment, what })}
        </Text>
        <ul className={styles.effects}>
          {!dryRun && differing.length === 0 && <li>{t('syncing.again')}</li>}
          {!dryRun && !prune && <li>{t('syncing.stay')}</li>}
          {!dryRun && prune && <li>{t('syncing.pruned')}</li>}
          {!dryRun && force && <li>{t('syncing.forced')}</li>}
          {revision && !dryRun && (
            <li>{t('syncing.goesBack', { revision: revision.slice(0, 7) })}</li>
          )}
          {offers.automated && <li>{t('syncing.automated')}</li>}
        </ul>
        {!offers.automated && revisions.length > 1 && (
          <SyncRevisions
            revisions={revisions}
            chosen={revision}
            onChange={setRevision}
          />
        )}
        <Checkbox isSelected={prune} onChange={setPrune}>
          {t('syncing.prune')}
        </Checkbox>
        <Checkbox isSelected={dryRun} onChange={setDryRun}>
          {t('syncing.dryRun')}
        </Checkbox>
        <Checkbox
          isSelected={chosen !== undefined}
          isDisabled={resources.length === 0}
          onChange={only =>
            setChosen(
              only
                ? new Set(
                    resources.flatMap(({ sync }, index) =>
                      sync === 'Synced' ? [] : [index],
                    ),
                  )
                : undefined,
            )
          }
        >
          {t('syncing.some')}
        </Checkbox>
        {chosen && (
          <SyncObjects
            resources={resources}
            chosen={chosen}
            onChange={setChosen}
          />
        )}
        <Checkbox
          isSelected={force}
          onChange={setForce}
          className={styles.danger}
        >
          {t('syncing.force')}
        </Checkbox>
        {problem && (
          <Text as="p" role="alert" className={styles.danger}>
            {problem}
          </Text>
        )}
        {mine ? (
          <OperationLine operation={mine} />
        ) : (
          message && (
            <div role="status" className={styles.operation}>
              {message}
            </div>
          )
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t(started ? 'proposing.close' : 'proposing.cancel')}
        </Button>
        {started ? null : (
          <Button
            destructive={!dryRun && (prune || force)}
            isPending={pending !== undefined}
            isDisabled={count === 0 && chosen !== undefined}
            onPress={() => {
              void start();
            }}
          >
            {t(dryRun ? 'syncing.tryOut' : 'syncing.start')}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
