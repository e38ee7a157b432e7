import type { Hop } from '@groundwork/engine';
import { useObjectName } from '../../hooks';
import { cleanMessage, whoseTurn } from '../../status';
import { useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import { Reason } from '../Reason';
import { StateMark } from '../StateMark';
import styles from './NetworkCard.module.css';

function hasMore(hop: Hop): boolean {
  return Boolean(hop.verdict.why || hop.controllerSays || hop.subject);
}

/** One hop: its sign and what was found; folded, why and what the controller says. */
export function HopRow(props: { hop: Hop; number: number; broken: boolean }) {
  const { hop, number, broken } = props;
  const { verdict, subject, controllerSays } = hop;
  const objectName = useObjectName();
  const t = useTexts();
  const turn = broken ? whoseTurn(verdict, t) : undefined;
  const summary = (
    <span className={styles.hop}>
      <span className={styles.number}>{number}</span>
      <span className={styles.kind}>{t(`network.hops.${hop.kind}`)}</span>
      <StateMark state={verdict.state} compact />
      <span className={styles.found}>{hop.detail}</span>
      {turn && <span className={styles.fixableBy}>{turn}</span>}
    </span>
  );
  return (
    <li>
      {hasMore(hop) ? (
        <Disclosure summary={summary} defaultOpen={broken}>
          <div className={styles.more}>
            {verdict.why && <Reason text={verdict.why} />}
            {controllerSays && (
              <p className={styles.quiet}>
                {t('network.controllerSays', {
                  words: cleanMessage(controllerSays),
                })}
              </p>
            )}
            {subject && (
              <p className={styles.quiet}>
                <code>{objectName(subject)}</code>{' '}
                {subject.namespace === undefined
                  ? t('network.cluster', { cluster: subject.cluster })
                  : t('network.place', {
                      namespace: subject.namespace,
                      cluster: subject.cluster,
                    })}
              </p>
            )}
          </div>
        </Disclosure>
      ) : (
        <div className={styles.plain}>{summary}</div>
      )}
    </li>
  );
}
