import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  gitRepositoriesServiceRef,
  readPlatform,
} from '@groundwork/backstage-plugin-tenancy-node';
import { createCheckAction } from './actions/createCheckAction';
import { createGitPushAction } from './actions/createGitPushAction';
import { createPlatformAction } from './actions/createPlatformAction';
import { createProposedAction } from './actions/createProposedAction';
import { createRequestAction } from './actions/createRequestAction';
import { createTenantAction } from './actions/createTenantAction';
import { createWaitAction } from './actions/createWaitAction';
import { requestKinds } from './actions/requestKinds';
import { BackendRenderer } from './renderer/BackendRenderer';
import { rendererFor } from './renderer/rendererFor';
import { StandaloneRenderer } from './renderer/StandaloneRenderer';

/**
 * Adds the `tenancy:*` actions to the scaffolder.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'tenancy',
  register({ registerInit }) {
    registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        git: gitRepositoriesServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init({ actions, auth, catalog, config, discovery, git, userInfo }) {
        const options = {
          rendererFor: rendererFor({
            backend: BackendRenderer.create({ auth, discovery }),
            standalone: () =>
              StandaloneRenderer.create({
                platform: readPlatform(config),
                git,
                catalog,
                userInfo,
              }),
          }),
          integrations: ScmIntegrations.fromConfig(config),
          git,
        };
        actions.addActions(
          createTenantAction(options),
          ...requestKinds.map(kind => createRequestAction(kind, options)),
          createPlatformAction(options),
          createCheckAction(options),
          createGitPushAction(options),
          createWaitAction(options),
          createProposedAction(options),
        );
      },
    });
  },
});
