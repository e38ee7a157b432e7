import type { Verdict } from '@groundwork/engine';
import { whoseTurn } from '../../status';
import { useTexts } from '../../translations';
import { useCauseBehind } from '../Attention/useCauseBehind';
import { Reason } from '../Reason';
import styles from './StatusRows.module.css';

/**
 * Why it is as it is, and whose turn it is; nothing of what is well. Where that follows from what another card tells, only what it
 * means here.
 */
export function WhyBlock(props: {
  verdict: Verdict;
  /** Id of what it is said of among the causes. */
  finding?: string;
}) {
  const { why } = props.verdict;
  const t = useTexts();
  const turn = whoseTurn(props.verdict, t);
  const behind = useCauseBehind(props.finding);
  if (behind) {
    return (
      <div className={styles.why}>
        <span title={behind.consequence.because}>
          {behind.consequence.text}
        </span>
      </div>
    );
  }
  return why === '' ? null : (
    <div className={styles.why}>
      <Reason text={why} />
      {turn && <span className={styles.quiet}>{turn}</span>}
    </div>
  );
}
