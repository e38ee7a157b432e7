import { InputError } from '@backstage/errors';
import type {
  GitBranch,
  GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';

/** How far back a commit is looked for. */
export const DEPTH = 2000;

/** A commit of a branch, and the one that it was made on: of a merge the one that was merged into. */
export interface MergedCommit {
  commit: string;
  before: string;
  /** Milliseconds since the epoch. */
  at?: number;
}

/**
 * Finds a commit on a branch.
 *
 * @throws InputError where it is not there with what was before it; and as Git's reads
 */
export async function mergedCommit(
  git: GitRepositories,
  repository: GitBranch,
  commit: string,
): Promise<MergedCommit | undefined> {
  const { commits } = await git.readHistory(repository, {
    depth: DEPTH,
    maxAge: Number.MAX_SAFE_INTEGER,
  });
  const found = commits.find(each => each.commit === commit);
  const before = found?.parents[0];
  return found && before !== undefined
    ? {
        commit,
        before,
        ...(found.at === undefined ? {} : { at: found.at }),
      }
    : undefined;
}

/** What is said of a commit that is not found. */
export function notMerged(commit: string, { branch }: GitBranch): InputError {
  return new InputError(
    `commit: ${commit.slice(
      0,
      7,
    )} is not on branch ${branch} with what was before it, as far back as its history is read. Only what was merged is taken back`,
  );
}
