import {
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Link,
  Text,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { type ReactNode, useState } from 'react';
import { usePlatform } from '../../hooks';
import { tenancyTranslationRef } from '../../translations';
import { LoadingLines } from '../QueryState';
import { FileDiffs } from './FileDiffs';
import { type ChangeQuestion, useChange } from './useChange';
import styles from './Proposing.module.css';

/**
 * Shows a change of a request, in words and as a difference, then commits or proposes it and says where it went. What goes away is to
 * be confirmed. Closed with Escape, nothing was written unless it was said.
 */
export function ProposeDialog(props: {
  title: string;
  /** What is to be chosen, and what to know, above the difference. */
  children?: ReactNode;
  /** Undefined while something is still to be chosen. */
  question?: ChangeQuestion;
  onClose: () => void;
}) {
  const { title, children, question, onClose } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const { data: platform } = usePlatform();
  const { view, problem, isPending, done, write } = useChange(question);
  const [confirmed, setConfirmed] = useState(false);
  const isPush = platform?.publish === 'push';
  const removals = view?.removals ?? [];
  const errors = (view?.findings ?? []).filter(
    ({ severity, code }) =>
      severity === 'error' && code !== 'RemovalNotConfirmed',
  );
  const isNothing = view?.files.length === 0 && errors.length === 0;
  const isReady =
    view !== undefined &&
    errors.length === 0 &&
    !isNothing &&
    (removals.length === 0 || confirmed);
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} isDismissable>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody className={styles.body} tabIndex={0}>
        {!done && children}
        {question && !view && !problem && <LoadingLines />}
        {!done && errors.length > 0 && (
          <div role="alert" className={styles.danger}>
            <Text as="p" weight="bold">
              {t('proposing.refused')}
            </Text>
            <ul className={styles.list}>
              {errors.map(({ code, field, message, fix }) => (
                <li key={`${code}/${field}/${message}`}>
                  {field && <code>{field}</code>} {message} {fix}
                </li>
              ))}
            </ul>
          </div>
        )}
        {!done && isNothing && <Text as="p">{t('proposing.nothing')}</Text>}
        {!done && view && !isNothing && (
          <>
            {view.changes.length > 0 && (
              <ul className={styles.list} aria-label={t('proposing.changes')}>
                {view.changes.map(line => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
            <FileDiffs files={view.files} />
          </>
        )}
        {!done && removals.length > 0 && errors.length === 0 && (
          <div className={styles.confirm}>
            <Checkbox isSelected={confirmed} onChange={setConfirmed}>
              {t('proposing.confirm', {
                what: removals.map(({ id }) => id).join(', '),
              })}
            </Checkbox>
          </div>
        )}
        {problem && (
          <Text as="p" role="alert" className={styles.danger}>
            {problem}
          </Text>
        )}
        {done && (
          <div role="status">
            {t(done.commit ? 'proposing.committed' : 'proposing.proposed')}{' '}
            <Link href={done.url} target="_blank">
              {t(done.commit ? 'proposing.commit' : 'proposing.pullRequest')}
            </Link>
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t(done ? 'proposing.close' : 'proposing.cancel')}
        </Button>
        {!done && (
          <Button
            isPending={isPending}
            isDisabled={!isReady}
            onPress={() => {
              write(removals.map(({ id }) => id));
            }}
          >
            {t(isPush ? 'proposing.doCommit' : 'proposing.doPropose')}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
