import type { QuotaLine } from '@groundwork/engine';
import { useObjectName } from '../../hooks';
import { useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import styles from './QuotaCard.module.css';

function Lines(props: { lines: readonly QuotaLine[] }) {
  const objectName = useObjectName();
  const t = useTexts();
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
              aria-label={t('quota.bar', { resource, used, hard })}
            />
          )}
          <span className={styles.amount}>
            {t('shared.usedOf', { used, hard })}
            {share !== undefined && ` (${Math.floor(share * 100)} %)`}
          </span>
          {users.length > 0 && (
            <span className={styles.users}>
              {users
                .map(({ ref, amount }) => `${objectName(ref)} ${amount}`)
                .join(', ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/**
 * What is used of each resource as a bar with its numbers, and whose pods count most; the fullest first, and folded what
 * nobody uses.
 */
export function QuotaLines(props: { lines: readonly QuotaLine[] }) {
  const t = useTexts();
  const isUsed = ({ used }: QuotaLine) => used !== '0';
  const used = props.lines.filter(isUsed);
  const unused = props.lines.filter(line => !isUsed(line));
  return (
    <>
      {used.length > 0 && <Lines lines={used} />}
      {unused.length > 0 && (
        <Disclosure
          summary={
            <span className={styles.unused}>
              {t('quota.unused', { number: String(unused.length) })}
            </span>
          }
        >
          <Lines lines={unused} />
        </Disclosure>
      )}
    </>
  );
}

function levelOf(share: number): 'full' | 'near' | 'fine' {
  if (share >= 1) {
    return 'full';
  }
  return share >= 0.9 ? 'near' : 'fine';
}
