import type {
  GitRepositories,
  GitTree,
} from '@groundwork/backstage-plugin-tenancy-node';
import { tenantPatterns } from '@groundwork/engine';
import type { GitTrees, TreeName } from './GitTrees';

/**
 * What Git holds of one tenant in both trees, as of the last poll.
 *
 * @throws ServiceUnavailableError and others when Git can't be read
 */
export async function readTenantTrees(
  { git, trees }: { git: GitRepositories; trees: GitTrees },
  tenant: string,
): Promise<Record<TreeName, GitTree>> {
  const read = (tree: TreeName, under: readonly string[]) =>
    git.readTree(trees.repository(tree), {
      maxAge: Math.max(trees.interval, 1),
      under,
    });
  const under = tenantPatterns(tenant, trees.layout);
  const [platform, tenants] = await Promise.all([
    read('platform', under.platform),
    read('tenants', under.tenants),
  ]);
  return { platform, tenants };
}
