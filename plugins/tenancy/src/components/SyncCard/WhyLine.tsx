import { Link } from '@backstage/ui';
import type { Verdict } from '@groundwork/engine';
import { whoseTurn } from '../../status';
import { useTexts } from '../../translations';
import { useCauseBehind } from '../Attention';
import { Reason } from '../Reason';
import styles from './SyncCard.module.css';

/** The one line under a troubled row: the reason in words, who can fix it, and where. */
export function WhyLine(props: {
  verdict: Verdict;
  url?: string;
  /** Id of what it is said of among the causes. */
  finding?: string;
}) {
  const { verdict, url, finding } = props;
  const t = useTexts();
  const behind = useCauseBehind(finding);
  const turn = whoseTurn(verdict, t);
  return (
    <div className={styles.why}>
      {behind ? (
        <span title={behind.consequence.because}>
          {behind.consequence.text}
        </span>
      ) : (
        <>
          <span className={styles.quiet}>{t('shared.why')} </span>
          <Reason text={verdict.why} />
        </>
      )}
      {!behind && turn && <span className={styles.fixableBy}>{turn}</span>}
      {url && (
        <Link href={url} variant="body-small">
          {t('sync.openArgocd')}
        </Link>
      )}
    </div>
  );
}
