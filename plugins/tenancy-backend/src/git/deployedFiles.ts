import { ServiceUnavailableError } from '@backstage/errors';
import {
  type GitBranch,
  type GitFile,
  type GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  type EnvironmentBranch,
  hasOwnBranch,
  placeOf,
  type Platform,
  treeOf,
  type TreePatterns,
} from '@groundwork/engine';
import type { GitTrees, TreeName } from './GitTrees';
import { problemOf } from './TreeState';
import { unreadBranch } from './unreadBranch';

/** A file of a tenant, and where Git has it. */
export interface TenantFileInGit {
  path: string;
  tree: TreeName;
  from: GitBranch;
  file: GitFile;
}

/**
 * The files of a tenant as environments have them: what is rendered for one with a branch of its own, or of the tenant's own, as that
 * holds it, all else as the requests' branches do.
 *
 * @param options.tenant - whose they are, and in which environments it is
 * @param options.maxAge - milliseconds that the last word of a remote may be old
 * @param options.under - folders and files to read
 * @throws ServiceUnavailableError and others when Git can't be read
 */
export async function deployedFiles(options: {
  git: GitRepositories;
  trees: GitTrees;
  platform: Platform;
  tenant: { name: string; environments: readonly string[] };
  maxAge: number;
  under: TreePatterns;
}): Promise<TenantFileInGit[]> {
  const { git, trees, platform, tenant, maxAge, under } = options;
  assertPlaces(trees, tenant);
  const { layout } = platform;
  const found: TenantFileInGit[] = [];
  for (const tree of ['platform', 'tenants'] as const) {
    const from = trees.repository(tree);
    const { files } = await git.readTree(from, { under: under[tree], maxAge });
    for (const [path, file] of files) {
      const place = placeOf(path, layout);
      if (!place || !hasOwnBranch(platform, place.environment, place.tree)) {
        found.push({ path, tree, from, file });
      }
    }
  }
  for (const branch of trees.branchesOf(tenant.name)) {
    const { files } = await git
      .readTree(branch, {
        under: [...under.platform, ...under.tenants],
        maxAge,
      })
      .catch(error => {
        throw branch.tenant === undefined ? error : unread(branch, error);
      });
    for (const [path, file] of files) {
      if (isOn(branch, path, platform)) {
        found.push({ path, tree: treeOf(path, layout), from: branch, file });
      }
    }
  }
  return found;
}

/** That a tenant has no place for its files does not say that there are none. */
function assertPlaces(
  trees: GitTrees,
  tenant: { name: string; environments: readonly string[] },
): void {
  for (const environment of tenant.environments) {
    const refusal = trees.refusal(tenant.name, environment);
    if (refusal !== undefined) {
      throw new ServiceUnavailableError(
        `What ${tenant.name} has in ${environment} is not known. ${refusal}`,
      );
    }
  }
}

/** That the repository of a tenant is not there does not say that the tenant is not. */
function unread(branch: EnvironmentBranch, error: unknown): Error {
  const { why } = unreadBranch(branch, problemOf(error, undefined));
  return new ServiceUnavailableError(
    `What ${branch.tenant} has is not known: ${why}`,
    error,
  );
}

/** Whether what environments have of a path is on this branch. */
function isOn(
  { parts, tenant }: EnvironmentBranch,
  path: string,
  { layout }: Platform,
): boolean {
  const place = placeOf(path, layout);
  return (
    place !== undefined &&
    (tenant === undefined || place.tenant === tenant) &&
    parts.some(
      ({ environment, tree }) =>
        environment === place.environment && tree === place.tree,
    )
  );
}
