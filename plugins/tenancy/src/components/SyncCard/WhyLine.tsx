import { Link } from '@backstage/ui';
import type { Verdict } from '@groundwork/engine';
import { describeFixableBy } from '../../status';
import { Reason } from '../Reason';
import styles from './SyncCard.module.css';

/** The one line under a troubled row: the reason in words, who can fix it, and where. */
export function WhyLine(props: { verdict: Verdict; url?: string }) {
  const { verdict, url } = props;
  return (
    <div className={styles.why}>
      <span className={styles.quiet}>why: </span>
      <Reason text={verdict.why} />
      {verdict.fixableBy && (
        <span className={styles.fixableBy}>
          {describeFixableBy(verdict.fixableBy)}
        </span>
      )}
      {url && (
        <Link href={url} variant="body-small">
          Open in Argo CD
        </Link>
      )}
    </div>
  );
}
