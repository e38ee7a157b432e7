import type { EnvironmentBranch, PromotionStatus } from '@groundwork/engine';
import type { GitTrees } from '../git/GitTrees';
import { unreadBranch } from '../git/unreadBranch';

/**
 * What is told of a tenant whose own branch can't be read: it may hold anything, and it is told who can change that. Undefined for one
 * that can be read, and for the branches of environments, which are told among the sources.
 */
export function unreadStatus(
  branch: EnvironmentBranch,
  trees: Pick<GitTrees, 'problem'>,
): PromotionStatus | undefined {
  const problem = trees.problem(`branch ${branch.name}`);
  if (branch.tenant === undefined || !problem) {
    return undefined;
  }
  const { isHeld, why } = unreadBranch(branch, problem);
  return { state: isHeld ? 'held' : 'unknown', why };
}
