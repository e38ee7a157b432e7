import { ServiceUnavailableError } from '@backstage/errors';
import type { GitTree } from '@groundwork/backstage-plugin-tenancy-node';
import type { GitTrees, ReadName } from './GitTrees';

/**
 * The tree as last read.
 *
 * @throws ServiceUnavailableError with the reason if it never was: that something is missing there is then not known
 */
export function assertRead(trees: GitTrees, name: ReadName): GitTree {
  const tree = trees.tree(name);
  if (!tree) {
    const problem = trees.problem(name);
    throw new ServiceUnavailableError(
      `The ${
        name.startsWith('branch ') ? name : `${name} tree`
      } in Git has not been read yet: it ${
        problem?.message ?? 'is being read for the first time'
      }; try again in a moment`,
    );
  }
  return tree;
}
