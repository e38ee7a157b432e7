import {
  type GitBranch,
  type GitFile,
  type GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  type EnvironmentBranch,
  placeOf,
  type Platform,
  treeOf,
  type TreePatterns,
} from '@groundwork/engine';
import type { GitTrees, TreeName } from './GitTrees';

/** A file of a tenant, and where Git has it. */
export interface TenantFileInGit {
  path: string;
  tree: TreeName;
  from: GitBranch;
  file: GitFile;
}

/**
 * The files of tenants as environments have them: what is rendered for one with a branch of its own as that holds it, all else as the
 * requests' branches do.
 *
 * @param options.maxAge - milliseconds that the last word of a remote may be old
 * @param options.under - folders and files to read
 * @throws ServiceUnavailableError and others when Git can't be read
 */
export async function deployedFiles(options: {
  git: GitRepositories;
  trees: GitTrees;
  platform: Platform;
  maxAge: number;
  under: TreePatterns;
}): Promise<TenantFileInGit[]> {
  const { git, trees, platform, maxAge, under } = options;
  const { layout } = platform;
  const found: TenantFileInGit[] = [];
  for (const tree of ['platform', 'tenants'] as const) {
    const from = trees.repository(tree);
    const { files } = await git.readTree(from, { under: under[tree], maxAge });
    for (const [path, file] of files) {
      if (!trees.branches.some(branch => isOn(branch, path, platform))) {
        found.push({ path, tree, from, file });
      }
    }
  }
  for (const branch of trees.branches) {
    const { files } = await git.readTree(branch, {
      under: [...under.platform, ...under.tenants],
      maxAge,
    });
    for (const [path, file] of files) {
      if (isOn(branch, path, platform)) {
        found.push({ path, tree: treeOf(path, layout), from: branch, file });
      }
    }
  }
  return found;
}

/** Whether what environments have of a path is on this branch. */
function isOn(
  { parts }: EnvironmentBranch,
  path: string,
  { layout }: Platform,
): boolean {
  const place = placeOf(path, layout);
  return (
    place !== undefined &&
    parts.some(
      ({ environment, tree }) =>
        environment === place.environment && tree === place.tree,
    )
  );
}
