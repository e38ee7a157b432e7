import type { Unknown } from '@groundwork/engine';
import type { ClusterError } from './ClusterError';

/** Why something can't be read, and since when (milliseconds since the epoch). */
export interface Problem {
  unknown: Unknown;
  message: string;
  since: number;
}

/** What is known of one kind. */
export interface KindState {
  kind: string;
  /** What can't be read of it is missed by nothing but what asks for it. */
  optional?: true;
  problem?: Problem;
  /** Where it is read alone, with what is wrong there; absent where it is read everywhere. */
  namespaces?: Map<string, Problem | undefined>;
  /** Those of them where it was ever read. */
  readIn?: ReadonlySet<string>;
}

/** What is known of one cluster. */
export interface ClusterState {
  /** The last proof that the cluster is there. */
  heardAt?: number;
  problem?: Problem;
  /** Why it does not answer, while it does not. */
  away?: ClusterError;
  /** Another replica reads it. */
  isFollowed?: boolean;
  kinds: Map<string, KindState>;
}

/** Kinds that the reader may not or can't read, while the cluster as a whole answers. */
export function partialProblem(state: ClusterState): Problem | undefined {
  const problems: Array<Problem & Pick<KindState, 'kind'>> = [];
  // Asked for with each answer, of dozens of kinds that mostly are well.
  for (const entry of state.kinds.values()) {
    const problem =
      entry.problem ?? (entry.namespaces ? problemIn(entry) : undefined);
    if (
      problem &&
      problem.unknown !== 'notServed' &&
      !(entry.optional && problem.unknown !== 'notWatched')
    ) {
      problems.push({ kind: entry.kind, ...problem });
    }
  }
  if (problems.length === 0) {
    return undefined;
  }
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

/** What is wrong with a kind that is read in some namespaces alone. Everybody who sees the cluster is told, so it names none. */
function problemIn({ namespaces }: KindState): Problem | undefined {
  const problems = [...(namespaces?.values() ?? [])].flatMap(
    each => each ?? [],
  );
  const broken = problems.filter(({ unknown }) => unknown !== 'notWatched');
  const [first] = broken;
  return first
    ? {
        unknown: first.unknown,
        since: Math.min(...broken.map(({ since }) => since)),
        message: `in ${broken.length} of ${namespaces?.size} namespaces`,
      }
    : problems[0];
}

/**
 * Why a question about a kind can't be answered that is read in some namespaces alone. Which these are is nobody's business who
 * asks about another one.
 */
export function narrowProblem(
  namespaces: ReadonlyMap<string, Problem | undefined>,
  asked: string | undefined,
): Problem | undefined {
  return asked !== undefined && namespaces.has(asked)
    ? namespaces.get(asked)
    : {
        unknown: 'forbidden',
        message: 'the portal may read it in some namespaces alone',
        since: 0,
      };
}
