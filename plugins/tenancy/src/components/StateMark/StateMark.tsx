import { VisuallyHidden } from '@backstage/ui';
import type { State } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { StateIcon } from './StateIcon';
import styles from './StateMark.module.css';

/** Properties of {@link StateMark}. */
interface StateMarkProps {
  state: State;
  /** A word that says it better here than the state's own, such as `Not serving`. */
  word?: string;
  /** Shows the sign only; the word stays for readers of the screen and on hover. */
  compact?: boolean;
}

/** A state as sign, shape and word, never as colour alone. */
export function StateMark(props: StateMarkProps) {
  const t = useTexts();
  const { state, word = t(`states.${state}`), compact } = props;
  return (
    <span className={styles.mark} title={compact ? word : undefined}>
      <StateIcon state={state} />
      {compact ? <VisuallyHidden>{word}</VisuallyHidden> : <span>{word}</span>}
    </span>
  );
}
