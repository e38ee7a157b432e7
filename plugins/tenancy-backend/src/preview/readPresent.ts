import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import type { GitTrees, TreeName } from '../git/GitTrees';

/**
 * The present content of files in Git, and the commits it was read at.
 *
 * @throws ServiceUnavailableError and others when Git can't be read: nobody proposes a change to what they do not know
 */
export async function readPresent(options: {
  git: GitRepositories;
  trees: GitTrees;
  paths: ReadonlyArray<{ tree: TreeName; path: string }>;
}): Promise<{
  files: ReadonlyMap<string, string>;
  base: PreviewView['base'];
}> {
  const { git, trees, paths } = options;
  const files = new Map<string, string>();
  const base = { platform: '', tenants: '' };
  for (const tree of ['platform', 'tenants'] as const) {
    const under = [
      ...new Set(paths.filter(each => each.tree === tree).map(topOf)),
    ].sort();
    const read = await git.readTree(trees.repository(tree), {
      under: under.length > 0 ? under : ['platform/tenants'],
      maxAge: trees.interval,
    });
    base[tree] = read.commit;
    for (const { path } of paths) {
      const file = read.files.get(path);
      if (file) {
        files.set(path, file.content());
      }
    }
  }
  return { files, base };
}

/** A few folders are asked for rather than every file, so that the answers can be kept. */
function topOf({ path }: { path: string }): string {
  return path.split('/').slice(0, 3).join('/');
}
