import { severityRank, type State } from '@groundwork/engine';

/**
 * The worst of several verdicts; Unknown where there is none.
 */
export function worst(verdicts: ReadonlyArray<{ state: State; why: string }>): {
  state: State;
  why: string;
} {
  const [first] = [...verdicts].sort(
    (a, b) => severityRank(a.state) - severityRank(b.state),
  );
  return first
    ? { state: first.state, why: first.why }
    : { state: 'Unknown', why: 'Nothing is known about it yet' };
}
