import type { ReactNode } from 'react';
import type { State } from '@groundwork/engine';
import { Disclosure } from '../Disclosure';
import { StateMark } from '../StateMark';
import styles from './StatusRows.module.css';

/** One thing with its state; opened, all that is known of it. What is in trouble stands open. */
export function StatusRow(props: {
  title: string;
  environment: string;
  /** What is worth knowing at a glance. */
  facts?: ReactNode;
  state: State;
  word?: string;
  /** Whether it stands open though it is not broken. */
  defaultOpen?: boolean;
  children: ReactNode;
}) {
  const { title, environment, facts, state, word, children } = props;
  const isBroken = state === 'Degraded' || state === 'Missing';
  return (
    <li className={styles.row}>
      <Disclosure
        defaultOpen={isBroken || props.defaultOpen}
        summary={
          <span className={styles.head}>
            <span className={styles.lead}>
              <span className={styles.title}>{title}</span>
              <span className={styles.quiet}>{environment}</span>
              {facts}
            </span>
            <span className={styles.state}>
              <StateMark state={state} word={word} />
            </span>
          </span>
        }
      >
        <div className={styles.body}>{children}</div>
      </Disclosure>
    </li>
  );
}
