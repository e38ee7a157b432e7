import type { SourceState } from '@groundwork/engine';
import { freshness } from '../../status';
import { useTicking } from '../../time';
import { StateIcon } from '../StateMark';
import styles from './CardFoot.module.css';

/** `live`, or what does not answer and since when. */
export function Freshness(props: {
  sources: readonly SourceState[];
  error?: Error;
  answeredAt?: number;
}) {
  const text = useTicking(now => freshness(props, now).lines.join('\n'));
  const live = text === 'live';
  return (
    <div
      className={styles.age}
      data-live={live}
      role={live ? undefined : 'status'}
    >
      {live ? (
        <>
          <span className={styles.pulse} aria-hidden="true" />
          live
        </>
      ) : (
        <ul className={styles.problems}>
          {text.split('\n').map(line => (
            <li key={line}>
              <StateIcon state="Unknown" size={12} /> {line}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
