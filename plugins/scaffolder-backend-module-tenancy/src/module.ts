import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { gitRepositoriesServiceRef } from '@groundwork/backstage-plugin-tenancy-node';
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
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        git: gitRepositoriesServiceRef,
      },
      async init({ actions, auth, config, discovery, git }) {
        const options = {
          rendererFor: rendererFor({
            backend: BackendRenderer.create({ auth, discovery }),
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
