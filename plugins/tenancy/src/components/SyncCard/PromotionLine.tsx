import { Link } from '@backstage/ui';
import type { PromotionStatus } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { Reason } from '../Reason';
import styles from './SyncCard.module.css';

/** Why the environment's own branch does not hold yet what the requests say. */
export function PromotionLine(props: { promotion: PromotionStatus }) {
  const { why, url } = props.promotion;
  const t = useTexts();
  return (
    <div className={styles.why}>
      <span className={styles.quiet}>{t('sync.notPromoted')} </span>
      <Reason text={why} />
      {url && (
        <Link href={url} variant="body-small">
          {t('sync.openPullRequest')}
        </Link>
      )}
    </div>
  );
}
