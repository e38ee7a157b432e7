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
import { newKey } from './newKey';
import { OperationLine } from './OperationLine';
import { SyncObjects } from './SyncObjects';
import { SyncRevisions } from './SyncRevisions';
import { useAct } from './useAct';
import styles from './Acting.module.css';

/**
 * Asks how an Application is to be synced, says what will happen and what can't be undone, and shows the operation as it runs.
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
      <DialogHeader>{`Sync ${name}`}</DialogHeader>
      <DialogBody className={styles.body}>
        <Text as="p">
          {dryRun
            ? `Argo CD tries out what a sync of ${environment} would do. Nothing is changed.`
            : `Argo CD brings ${environment} to what Git says: ${describe(
                differing.length,
                resources.length,
              )}`}
        </Text>
        <ul className={styles.effects}>
          {!dryRun && differing.length === 0 && (
            <li>All objects are applied again; nothing should change.</li>
          )}
          {!dryRun && !prune && <li>Objects that left Git stay.</li>}
          {!dryRun && prune && (
            <li>
              Objects that left Git are deleted. That cannot be undone, nor can
              what their volumes held be brought back.
            </li>
          )}
          {!dryRun && force && (
            <li>
              Objects that cannot be changed are deleted and made anew: their
              pods stop meanwhile. That cannot be undone.
            </li>
          )}
          {revision && !dryRun && (
            <li>
              The cluster goes back to {revision.slice(0, 7)}, and Git stays as
              it is: the next sync brings back what Git says. To go back for
              good, deploy the earlier version or revert the commit.
            </li>
          )}
          {offers.automated && (
            <li>
              This Application syncs by itself; what is synced here it would
              have done soon. So no earlier revision can be chosen: take back
              the commit on the Changes tab instead.
            </li>
          )}
        </ul>
        {!offers.automated && revisions.length > 1 && (
          <SyncRevisions
            revisions={revisions}
            chosen={revision}
            onChange={setRevision}
          />
        )}
        <Checkbox isSelected={prune} onChange={setPrune}>
          Prune: delete objects that left Git
        </Checkbox>
        <Checkbox isSelected={dryRun} onChange={setDryRun}>
          Dry run: change nothing
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
          Only some objects
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
          Force: delete and make anew what cannot be changed (dangerous)
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
          {started ? 'Close' : 'Cancel'}
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
            {dryRun ? 'Try it out' : 'Sync'}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

function describe(differing: number, all: number): string {
  return differing === 0
    ? `none of ${all} objects differs.`
    : `${differing} of ${all} objects ${
        differing === 1 ? 'differs' : 'differ'
      }.`;
}
