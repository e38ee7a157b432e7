import type { State } from '@groundwork/engine';

/** All states, worst first. */
export const STATES: readonly State[] = [
  'Degraded',
  'Missing',
  'Unknown',
  'Progressing',
  'Suspended',
  'Healthy',
];

/** Place of a state in the order of severity; 0 is the worst. */
export function severityRank(state: State): number {
  return STATES.indexOf(state);
}
