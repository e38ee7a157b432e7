import type { QuotaLine } from '@groundwork/engine';
import styles from './QuotaCard.module.css';

/** What is used of each resource as a bar with its numbers, and whose pods count most; the fullest first. */
export function QuotaLines(props: { lines: readonly QuotaLine[] }) {
  return (
    <ul className={styles.lines}>
      {props.lines.map(({ resource, used, hard, share, users }) => (
        <li key={resource} className={styles.line}>
          <span className={styles.resource}>{resource}</span>
          {share === undefined ? (
            <span />
          ) : (
            <meter
              className={styles.bar}
              data-level={levelOf(share)}
              min={0}
              max={1}
              value={Math.min(share, 1)}
              aria-label={`${resource}: ${used} of ${hard}`}
            />
          )}
          <span className={styles.amount}>
            {used} of {hard}
            {share !== undefined && ` (${Math.floor(share * 100)} %)`}
          </span>
          {users.length > 0 && (
            <span className={styles.users}>
              {users
                .map(({ ref, amount }) => `${ref.kind}/${ref.name} ${amount}`)
                .join(', ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function levelOf(share: number): 'full' | 'near' | 'fine' {
  if (share >= 1) {
    return 'full';
  }
  return share >= 0.9 ? 'near' : 'fine';
}
