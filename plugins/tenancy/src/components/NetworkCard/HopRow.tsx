import type { Hop } from '@groundwork/engine';
import { useObjectName } from '../../hooks';
import { cleanMessage, whoseTurn } from '../../status';
import { Disclosure } from '../Disclosure';
import { Reason } from '../Reason';
import { StateMark } from '../StateMark';
import { HOP_NAMES } from './hopNames';
import styles from './NetworkCard.module.css';

function hasMore(hop: Hop): boolean {
  return Boolean(hop.verdict.why || hop.controllerSays || hop.subject);
}

/** One hop: its sign and what was found; folded, why and what the controller says. */
export function HopRow(props: { hop: Hop; number: number; broken: boolean }) {
  const { hop, number, broken } = props;
  const { verdict, subject, controllerSays } = hop;
  const objectName = useObjectName();
  const turn = broken ? whoseTurn(verdict) : undefined;
  const summary = (
    <span className={styles.hop}>
      <span className={styles.number}>{number}</span>
      <span className={styles.kind}>{HOP_NAMES[hop.kind]}</span>
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
                controller says {cleanMessage(controllerSays)}
              </p>
            )}
            {subject && (
              <p className={styles.quiet}>
                <code>{objectName(subject)}</code>{' '}
                {subject.namespace && `in ${subject.namespace} `}on{' '}
                {subject.cluster}
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
