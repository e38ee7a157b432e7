import { type GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import { type Platform, tenantPatterns } from '@groundwork/engine';
import { deployedFiles, type TenantFileInGit } from './deployedFiles';
import type { GitTrees } from './GitTrees';

/**
 * All files that Git holds for a tenant, by path, with the tree and the branch that they lie in.
 *
 * @throws ServiceUnavailableError and others when Git can't be read
 */
export async function tenantFiles(
  parts: { git: GitRepositories; trees: GitTrees; platform: Platform },
  tenant: { name: string; environments: ReadonlyArray<{ name: string }> },
): Promise<TenantFileInGit[]> {
  const { trees } = parts;
  const files = await deployedFiles({
    ...parts,
    tenant: {
      name: tenant.name,
      environments: tenant.environments.map(({ name }) => name),
    },
    maxAge: Math.max(trees.interval, 1),
    under: tenantPatterns(tenant.name, trees.layout),
  });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
