import type { ReactElement } from 'react';
import type { State } from '@groundwork/engine';
import styles from './StateMark.module.css';

// Each state has an outline of its own, so that the marks differ without colour.
const SHAPES: Record<State, ReactElement> = {
  Healthy: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.6 8.3 7 10.6l4.4-4.9" className={styles.cut} />
    </>
  ),
  Progressing: (
    <>
      <circle cx="8" cy="8" r="6.25" className={styles.line} />
      <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
    </>
  ),
  Degraded: (
    <>
      <path
        d="M8 1.2 15.2 14H.8z"
        fill="currentColor"
        stroke="currentColor"
        strokeLinejoin="round"
      />
      <path d="M8 5.6v4M8 11.6v.6" className={styles.cut} />
    </>
  ),
  Missing: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.25"
        className={styles.line}
        strokeDasharray="2.6 2.3"
      />
      <path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" className={styles.line} />
    </>
  ),
  Suspended: (
    <>
      <rect
        x="1.5"
        y="1.5"
        width="13"
        height="13"
        rx="2"
        className={styles.line}
      />
      <path d="M6 5v6M10 5v6" className={styles.line} />
    </>
  ),
  Unknown: (
    <>
      <rect
        x="2.9"
        y="2.9"
        width="10.2"
        height="10.2"
        rx="1.5"
        transform="rotate(45 8 8)"
        className={styles.line}
      />
      <path
        d="M6.4 6.6a1.6 1.6 0 1 1 2.3 1.5c-.5.3-.7.6-.7 1.1M8 10.9v.2"
        className={styles.line}
      />
    </>
  ),
};

/** The sign of a state. Decorative: the word goes beside it or into a label. */
export function StateIcon(props: { state: State; size?: number }) {
  const { state, size = 16 } = props;
  return (
    <svg
      className={styles.icon}
      data-state={state}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[state]}
    </svg>
  );
}
