import type {
  GitBranch,
  GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  FindingsError,
  type ParseOptions,
  parseRequestText,
  type RequestEnvelope,
} from '@groundwork/engine';
import { InputError } from '@backstage/errors';

/**
 * A request as a commit holds it; undefined where that has no such file.
 *
 * @throws InputError where it can't be read as a request, or the commit is not at hand
 */
export async function requestAt(
  git: GitRepositories,
  repository: GitBranch,
  commit: string,
  path: string,
  options: ParseOptions,
): Promise<RequestEnvelope | undefined> {
  const there = await git.readCommit(repository, commit, { under: [path] });
  if (!there) {
    throw new InputError(
      `commit: ${commit.slice(0, 7)} is older than what is kept of Git here`,
    );
  }
  const file = there.files.get(path);
  if (!file) {
    return undefined;
  }
  try {
    return parseRequestText(file.content(), options);
  } catch (error) {
    if (
      error instanceof FindingsError ||
      (error instanceof Error && error.name === 'GitFileError')
    ) {
      throw new InputError(
        `commit: at ${commit.slice(
          0,
          7,
        )} ${path} is no request that can be read, so what it changed is not known. Revert it in Git`,
      );
    }
    throw error;
  }
}
