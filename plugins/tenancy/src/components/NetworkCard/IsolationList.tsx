import type { Isolation, State } from '@groundwork/engine';
import { plainReason } from '../../status';
import { StateMark } from '../StateMark';
import styles from './NetworkCard.module.css';

const CLOSED: Record<Isolation['ingress'], { state: State; word: string }> = {
  isolated: { state: 'Healthy', word: 'isolated' },
  partly: { state: 'Degraded', word: 'partly isolated' },
  open: { state: 'Degraded', word: 'open to all' },
  unknown: { state: 'Unknown', word: 'unknown' },
};

const DNS: Record<Isolation['dnsAllowed'], { state: State; word: string }> = {
  yes: { state: 'Healthy', word: 'allowed' },
  no: { state: 'Degraded', word: 'blocked' },
  unknown: { state: 'Unknown', word: 'unknown' },
};

/** Whether the pods of each namespace are closed to what no policy allows. */
export function IsolationList(props: { isolation: readonly Isolation[] }) {
  return (
    <ul className={styles.isolation} aria-label="Isolation">
      {props.isolation.map(item => (
        <li key={`${item.environment}/${item.namespace}`}>
          <span className={styles.environment}>{item.environment}</span>
          <span className={styles.fact}>
            in <StateMark {...CLOSED[item.ingress]} />
          </span>
          <span className={styles.fact}>
            out <StateMark {...CLOSED[item.egress]} />
          </span>
          <span className={styles.fact}>
            DNS <StateMark {...DNS[item.dnsAllowed]} />
          </span>
          {item.why && (
            <span className={styles.quiet}>{plainReason(item.why).text}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
