import type { ScmIntegrations } from '@backstage/integration';
import {
  type GitRepositories,
  ReviewHosts,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';
import type { TenantDirectory } from '../tenants/TenantDirectory';
import type { SetupPortal } from './setupParts';

/** What the setup page tells of a platform from. */
export function setupPlatform(parts: {
  platform: Platform;
  directory: TenantDirectory;
  git: GitRepositories;
  integrations: ScmIntegrations;
}): NonNullable<SetupPortal['platform']> {
  const { platform, directory, git, integrations } = parts;
  const { environments, publish, repository } = platform;
  const hosts = new ReviewHosts(integrations);
  const pages = [repository.platform, repository.tenants].map(git.pageUrl);
  return {
    environments: environments.map(({ name }) => name),
    unread: () => directory.unread(),
    unproposable:
      publish === 'push' ? [] : pages.filter(page => !hosts.knows(page)),
  };
}
