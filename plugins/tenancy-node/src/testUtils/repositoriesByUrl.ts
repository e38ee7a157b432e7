import { NotFoundError } from '@backstage/errors';
import type { GitBranch, GitRepositories } from '../git';

/**
 * Several repositories behind one service, by clone URL. For tests.
 *
 * @public
 */
export function repositoriesByUrl(
  repositories: Readonly<Record<string, GitRepositories>>,
): GitRepositories {
  const of = ({ url }: GitBranch) => {
    const found = repositories[url];
    if (!found) {
      throw new NotFoundError(`No repository ${url}`);
    }
    return found;
  };
  return {
    readTree: async (branch, options) => of(branch).readTree(branch, options),
    readCommit: async (branch, commit, options) =>
      of(branch).readCommit(branch, commit, options),
    readHistory: async (branch, options) =>
      of(branch).readHistory(branch, options),
    push: async (branch, push) => of(branch).push(branch, push),
    onPush: listener => {
      const ends = Object.values(repositories).map(each =>
        each.onPush(listener),
      );
      return () => ends.forEach(end => end());
    },
    pageUrl: branch => of(branch).pageUrl(branch),
    commitUrl: (branch, commit) => of(branch).commitUrl(branch, commit),
    fileUrl: (branch, path) => of(branch).fileUrl(branch, path),
  };
}
