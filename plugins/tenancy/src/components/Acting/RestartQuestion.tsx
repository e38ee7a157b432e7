import { Button, Text } from '@backstage/ui';
import type { ActionInputs } from '@groundwork/backstage-plugin-tenancy-common';
import { useId } from 'react';
import { useTexts } from '../../translations';
import styles from './Acting.module.css';

/** What is to be restarted. */
export type RestartedObject = ActionInputs['restart'];

/** Says what a restart does before it is done: a second call restarts once more, and pods that are gone do not come back. */
export function RestartQuestion(props: {
  object: RestartedObject;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const { object, onConfirm, onCancel } = props;
  const t = useTexts();
  const questionId = useId();
  const name = `${object.kind} ${object.name}`;
  return (
    <div role="group" aria-labelledby={questionId} className={styles.question}>
      <Text as="p" id={questionId}>
        {t('acting.restartQuestion', { name })}
      </Text>
      <div className={styles.buttons}>
        <Button size="small" destructive onPress={onConfirm}>
          {t('acting.restartNow')}
        </Button>
        {/* Where the focus is, a key that is held down does no harm. */}
        <Button
          size="small"
          variant="secondary"
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the button that was pressed is gone, and focus with it
          autoFocus
          onPress={onCancel}
        >
          {t('proposing.cancel')}
        </Button>
      </div>
    </div>
  );
}
