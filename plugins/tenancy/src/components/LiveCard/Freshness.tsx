import type { SourceState } from '@groundwork/engine';
import { freshness } from '../../status';
import { useTicking } from '../../time';
import { useTexts } from '../../translations';
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
  const t = useTexts();
  const text = useTicking(now => freshness(props, now, t).lines.join('\n'));
  const { live, details } = freshness(props, Date.now(), t);
  if (live) {
    return (
      <div className={styles.age}>
        <span className={styles.pulse} aria-hidden="true" />
        {text}
      </div>
    );
  }
  const lines = text.split('\n');
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
              word={t('fresh.many', { lines: String(lines.length) })}
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
