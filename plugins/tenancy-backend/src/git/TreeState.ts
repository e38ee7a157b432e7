import { isError } from '@backstage/errors';
import type { GitTree } from '@groundwork/backstage-plugin-tenancy-node';
import type { SourceState, Unknown } from '@groundwork/engine';

/** What is known of a branch. What was last read stays while a remote is away. */
export interface TreeState {
  startedAt: number;
  tree?: GitTree;
  problem?: {
    unknown: Unknown;
    message: string;
    since: number;
    /** Whether the remote says that there is no such repository or branch, or none for us. */
    isMissing: boolean;
  };
}

/** A branch as a source of answers. */
export function sourceOf(
  name: string,
  { tree, problem, startedAt }: TreeState,
): SourceState {
  const { unknown, message, since } = problem ?? {
    unknown: 'notWatched' as const,
    message: 'is being read for the first time',
    since: startedAt,
  };
  return {
    source: `git ${name}`,
    kind: 'git',
    ...(tree ? { asOf: tree.asOf } : {}),
    ...(problem || !tree ? { problem: { unknown, message, since } } : {}),
  };
}

/** What kept a branch from being read. */
export function problemOf(
  error: unknown,
  before: TreeState['problem'],
): NonNullable<TreeState['problem']> {
  const unknown = unknownOf(error);
  return {
    unknown,
    message: isError(error) ? error.message : String(error),
    since: before?.unknown === unknown ? before.since : Date.now(),
    isMissing: isError(error) && error.name === 'NotFoundError',
  };
}

function unknownOf(error: unknown): Unknown {
  switch (isError(error) ? error.name : '') {
    case 'AuthenticationError':
      return 'unauthorized';
    case 'NotAllowedError':
      return 'forbidden';
    default:
      return /too long/.test(String(error)) ? 'timeout' : 'unreachable';
  }
}
