import type { GitCommit } from '@groundwork/backstage-plugin-tenancy-node';
import { readPromotion } from '@groundwork/engine';

const MOST = 3;

/**
 * The commits of others on the branch of an environment since it was last promoted to, by their ids: what they say may be of other
 * tenants. Undefined where what it holds is what was promoted, or nothing ever was.
 *
 * @param commits - of the branch, newest first
 * @param content - what it holds of what is promoted
 */
export function othersOn(
  commits: readonly GitCommit[],
  content: string,
): string | undefined {
  const last = commits.findIndex(
    ({ message }) => readPromotion(message) !== undefined,
  );
  if (last < 0 || readPromotion(commits[last].message)?.content === content) {
    return undefined;
  }
  const others = commits
    .slice(0, last)
    .slice(0, MOST)
    .map(({ commit }) => commit.slice(0, 7));
  return others.length > 0
    ? `changed by commit ${others.join(', ')}`
    : 'changed by somebody else, and its history was written anew';
}
