import type { ReactNode } from 'react';
import type { State } from '@groundwork/engine';
import { StateIcon } from '../../components/StateMark';
import styles from './FieldNote.module.css';

const STATES: Record<'good' | 'bad' | 'busy' | 'unknown', State> = {
  good: 'Healthy',
  bad: 'Degraded',
  busy: 'Progressing',
  unknown: 'Unknown',
};

/** A remark under a field while one types, read out politely. */
export function FieldNote(props: {
  tone: 'good' | 'bad' | 'busy' | 'unknown';
  children: ReactNode;
}) {
  return (
    <p className={styles.note} role="status">
      <StateIcon state={STATES[props.tone]} size={14} />
      <span>{props.children}</span>
    </p>
  );
}
