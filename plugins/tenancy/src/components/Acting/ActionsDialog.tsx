import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type { EnvironmentActions } from '@groundwork/backstage-plugin-tenancy-common';
import { useState } from 'react';
import { useTexts } from '../../translations';
import { newKey } from './newKey';
import { OfferedButton } from './OfferedButton';
import { OperationLine } from './OperationLine';
import { type RestartedObject, RestartQuestion } from './RestartQuestion';
import { useAct } from './useAct';
import styles from './Acting.module.css';

/** All that can be done in an environment: with each Application, and with workloads and secrets. */
export function ActionsDialog(props: {
  tenant: string;
  actions: EnvironmentActions;
  onDone: () => void;
  onSync: (application: string) => void;
  onClose: () => void;
}) {
  const { tenant, actions, onDone, onSync, onClose } = props;
  const { environment, applications, objects } = actions;
  const t = useTexts();
  const [key, setKey] = useState(newKey);
  const [asked, ask] = useState<RestartedObject>();
  const { act, pending, message, problem } = useAct(
    { tenant, environment },
    onDone,
  );
  const run = (...args: Parameters<typeof act>) => {
    void act(...args).then(done => done && setKey(newKey()));
  };
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} isDismissable>
      <DialogHeader>{t('acting.title', { environment })}</DialogHeader>
      <DialogBody className={styles.body}>
        {applications.map(({ name, offers, operation }) => (
          <section key={name} aria-label={name} className={styles.section}>
            <Text as="h3" variant="title-x-small">
              {name}
            </Text>
            {operation && <OperationLine operation={operation} />}
            <div className={styles.buttons}>
              <OfferedButton
                label={t('acting.syncOf', { name })}
                offer={offers.sync}
                onPress={() => onSync(name)}
              />
              <OfferedButton
                label={t('acting.refresh')}
                name={t('acting.refreshOf', { name })}
                offer={offers.refresh}
                isPending={pending === `refresh ${name}`}
                onPress={() =>
                  run(`refresh ${name}`, 'refresh', { application: name })
                }
              />
              {offers.refresh.allowed && (
                <OfferedButton
                  label={t('acting.hardRefresh')}
                  name={t('acting.hardRefreshOf', { name })}
                  offer={offers.refresh}
                  isPending={pending === `hard ${name}`}
                  onPress={() =>
                    run(`hard ${name}`, 'refresh', {
                      application: name,
                      hard: true,
                    })
                  }
                />
              )}
              <OfferedButton
                label={t('acting.terminate')}
                name={t('acting.terminateOf', { name })}
                offer={offers.terminate}
                destructive
                isPending={pending === `terminate ${name}`}
                onPress={() =>
                  run(`terminate ${name}`, 'terminate', { application: name })
                }
              />
            </div>
          </section>
        ))}
        {objects.length > 0 && (
          <section aria-label={t('acting.objects')} className={styles.section}>
            <Text as="h3" variant="title-x-small">
              {t('acting.objects')}
            </Text>
            <Text as="p">{t('acting.objectsHint')}</Text>
            <ul className={styles.list}>
              {objects.map(({ kind, name, action, offer }) => (
                <li key={`${kind}/${name}`} className={styles.object}>
                  <span className={styles.name}>{`${kind}/${name}`}</span>
                  <OfferedButton
                    label={t(
                      action === 'restart'
                        ? 'acting.restart'
                        : 'acting.refresh',
                    )}
                    name={t(
                      action === 'restart'
                        ? 'acting.restartOf'
                        : 'acting.refreshOf',
                      { name: `${kind} ${name}` },
                    )}
                    offer={offer}
                    isPending={pending === `${kind}/${name}`}
                    onPress={() =>
                      action === 'restart'
                        ? ask({ kind, name })
                        : run(`${kind}/${name}`, 'refresh-secret', {
                            name,
                            key,
                          })
                    }
                  />
                  {asked?.kind === kind && asked.name === name && (
                    <RestartQuestion
                      object={asked}
                      onCancel={() => ask(undefined)}
                      onConfirm={() => {
                        ask(undefined);
                        run(`${kind}/${name}`, 'restart', asked);
                      }}
                    />
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
        {problem && (
          <Text as="p" role="alert" className={styles.danger}>
            {problem}
          </Text>
        )}
        {message && (
          <div role="status" className={styles.operation}>
            {message}
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('proposing.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
