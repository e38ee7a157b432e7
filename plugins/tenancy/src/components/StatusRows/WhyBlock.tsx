import type { Verdict } from '@groundwork/engine';
import { describeFixableBy } from '../../status';
import { Reason } from '../Reason';
import styles from './StatusRows.module.css';

/** Why it is as it is, and whose turn it is; nothing of what is well. */
export function WhyBlock(props: { verdict: Verdict }) {
  const { why, fixableBy } = props.verdict;
  return why === '' ? null : (
    <div className={styles.why}>
      <Reason text={why} />
      {fixableBy && (
        <span className={styles.quiet}>{describeFixableBy(fixableBy)}</span>
      )}
    </div>
  );
}
