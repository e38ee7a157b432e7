import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';
import type { TenantAccess } from '../access/TenantAccess';
import type { LiveSnapshot } from '../clusters';
import type { GitTrees } from '../git/GitTrees';
import type { StatusCache } from '../status/StatusCache';
import type { TenantDirectory } from '../tenants/TenantDirectory';

/** What acting is decided from. */
export interface ActingParts {
  access: TenantAccess;
  directory: TenantDirectory;
  git: GitRepositories;
  platform: Platform;
  snapshot: LiveSnapshot;
  statuses: StatusCache;
  trees: GitTrees;
}
