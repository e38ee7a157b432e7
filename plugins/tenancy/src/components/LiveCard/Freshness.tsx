import type { SourceState } from '@groundwork/engine';
import { freshness } from '../../status';
import { useTicking } from '../../time';
import { Disclosure } from '../Disclosure';
import { Details } from '../Reason';
import { StateIcon, StateMark } from '../StateMark';
import styles from './CardFoot.module.css';

const MOST_LINES = 2;

/** `live`, or what does not answer and since when; more than two such lines are folded under their number. */
export function Freshness(props: {
  sources: readonly SourceState[];
  error?: Error;
  answeredAt?: number;
}) {
  const text = useTicking(now => freshness(props, now).lines.join('\n'));
  if (text === 'live') {
    return (
      <div className={styles.age}>
        <span className={styles.pulse} aria-hidden="true" />
        live
      </div>
    );
  }
  const lines = text.split('\n');
  const { details } = freshness(props, Date.now());
  const list = (
    <ul className={styles.problems}>
      {lines.map(line => (
        <li key={line} title={line}>
          <StateIcon state="Unknown" size={12} /> {line}
        </li>
      ))}
    </ul>
  );
  return (
    <div className={styles.problemBox} role="status">
      {lines.length > MOST_LINES ? (
        <Disclosure
          summary={
            <StateMark
              state="Unknown"
              word={`${lines.length} sources are not live`}
            />
          }
        >
          {list}
        </Disclosure>
      ) : (
        list
      )}
      {details && <Details text={details} />}
    </div>
  );
}
