import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { createGitRepositories } from './createGitRepositories';
import type { GitRepositories } from './types';

/**
 * The Git repositories of the platform, one copy for all plugins of a process.
 * Replace it with a service factory of your own to reach Git in another way.
 *
 * @public
 */
export const gitRepositoriesServiceRef = createServiceRef<GitRepositories>({
  id: 'tenancy.git-repositories',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
      },
      factory: ({ config, logger }) =>
        createGitRepositories({ config, logger }),
    }),
});
