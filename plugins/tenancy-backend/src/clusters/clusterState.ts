import type { Unknown } from '@groundwork/engine';
import type { ClusterError } from './ClusterError';

/** Why something can't be read, and since when (milliseconds since the epoch). */
export interface Problem {
  unknown: Unknown;
  message: string;
  since: number;
}

/** What is known of one cluster. */
export interface ClusterState {
  /** The last proof that the cluster is there. */
  heardAt?: number;
  problem?: Problem;
  /** Why it does not answer, while it does not. */
  away?: ClusterError;
  kinds: Map<string, KindState>;
}

interface KindState {
  kind: string;
  /** What can't be read of it is missed by nothing but what asks for it. */
  optional?: true;
  problem?: Problem;
}

/** Kinds that the reader may not or can't read, while the cluster as a whole answers. */
export function partialProblem(state: ClusterState): Problem | undefined {
  const problems = [...state.kinds.values()].flatMap(
    ({ kind, optional, problem }) =>
      problem &&
      problem.unknown !== 'notServed' &&
      !(optional && problem.unknown !== 'notWatched')
        ? [{ kind, ...problem }]
        : [],
  );
  const broken = problems.filter(({ unknown }) => unknown !== 'notWatched');
  const [first] = broken;
  if (!first) {
    const [pending] = problems;
    return (
      pending && {
        unknown: pending.unknown,
        message: pending.message,
        since: pending.since,
      }
    );
  }
  const names = broken.map(({ kind }) => kind).sort();
  return {
    unknown: first.unknown,
    since: Math.min(...broken.map(({ since }) => since)),
    message: `${names.slice(0, 6).join(', ')}${
      names.length > 6 ? ` and ${names.length - 6} more` : ''
    } cannot be read: ${first.message}`,
  };
}
