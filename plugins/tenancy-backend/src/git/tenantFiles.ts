import {
  type GitFile,
  type GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { GitTrees, TreeName } from './GitTrees';
import { readTenantTrees } from './readTenantTrees';

/**
 * All files that Git holds for a tenant, by path, with the tree that they lie in.
 *
 * @throws ServiceUnavailableError and others when Git can't be read
 */
export async function tenantFiles(
  { git, trees }: { git: GitRepositories; trees: GitTrees },
  tenant: string,
): Promise<Array<{ path: string; tree: TreeName; file: GitFile }>> {
  const { platform, tenants } = await readTenantTrees({ git, trees }, tenant);
  return [
    ...[...platform.files].map(([path, file]) => ({
      path,
      tree: 'platform' as const,
      file,
    })),
    ...[...tenants.files].map(([path, file]) => ({
      path,
      tree: 'tenants' as const,
      file,
    })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
