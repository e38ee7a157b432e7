import type { State } from '@groundwork/engine';

const WORST_FIRST: readonly State[] = [
  'Degraded',
  'Missing',
  'Unknown',
  'Progressing',
  'Suspended',
  'Healthy',
];

/**
 * The worst of several verdicts; Unknown where there is none.
 */
export function worst(verdicts: ReadonlyArray<{ state: State; why: string }>): {
  state: State;
  why: string;
} {
  const [first] = [...verdicts].sort(
    (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state),
  );
  return first
    ? { state: first.state, why: first.why }
    : { state: 'Unknown', why: 'nothing is known of it yet' };
}
