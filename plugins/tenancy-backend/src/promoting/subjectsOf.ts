import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import { commitSubject, readPromotion, treeOf } from '@groundwork/engine';
import type { GitTrees } from '../git/GitTrees';
import type { Pending } from './readPending';

/** Files of which it is asked which commit they come from. */
const MOST_FILES = 200;

/** Any word of the remote will do: the head was read a moment ago. */
const maxAge = Number.MAX_SAFE_INTEGER;

/** The subjects of the commits of requests that files to be promoted come from, newest first; none where that is not known. */
export async function subjectsOf(
  { git, trees }: { git: GitRepositories; trees: GitTrees },
  { files, sources }: Pending,
): Promise<string[]> {
  if (files.length > MOST_FILES) {
    return [];
  }
  const found = new Map<string, { subject: string; at: number }>();
  for (const tree of ['platform', 'tenants'] as const) {
    const paths = files.flatMap(({ path }) =>
      treeOf(path, trees.layout) === tree ? [path] : [],
    );
    if (sources[tree] !== undefined && paths.length > 0) {
      const { commits, lastChanges } = await git.readHistory(
        trees.repository(tree),
        { paths, maxAge },
      );
      const touching = new Set(lastChanges.values());
      for (const { commit, message, at } of commits) {
        if (touching.has(commit) && readPromotion(message) === undefined) {
          found.set(commit, { subject: commitSubject(message), at });
        }
      }
    }
  }
  return [...found.values()]
    .sort((a, b) => b.at - a.at)
    .map(({ subject }) => subject);
}
