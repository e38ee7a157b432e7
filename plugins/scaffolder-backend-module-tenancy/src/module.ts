import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  gitRepositoriesServiceRef,
  hasEndpoint,
  readExtensions,
  readPlatform,
  tenancyExtensionServiceRef,
} from '@groundwork/backstage-plugin-tenancy-node';
import { createActions } from './actions/createActions';
import { BackendRenderer } from './renderer/BackendRenderer';
import { rendererFor } from './renderer/rendererFor';
import { StandaloneRenderer } from './renderer/StandaloneRenderer';
import { tellOfPushes } from './tellOfPushes';

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
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        extensions: tenancyExtensionServiceRef,
        git: gitRepositoriesServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        userInfo: coreServices.userInfo,
      },
      async init({
        actions,
        auditor,
        auth,
        catalog,
        config,
        discovery,
        events,
        extensions,
        git,
        lifecycle,
        logger,
        userInfo,
      }) {
        const known = readExtensions(extensions);
        const isElsewhere = hasEndpoint(config, 'tenancy');
        if (isElsewhere) {
          lifecycle.addShutdownHook(tellOfPushes({ git, events, logger }));
        }
        const options = {
          rendererFor: rendererFor({
            backend: BackendRenderer.create({
              auth,
              discovery,
              isElsewhere,
            }),
            standalone: () =>
              StandaloneRenderer.create({
                platform: readPlatform(config, known),
                capabilities: known.capabilities,
                git,
                catalog,
                userInfo,
              }),
          }),
          integrations: ScmIntegrations.fromConfig(config),
          git,
          auditor,
          capabilities: known.capabilities,
        };
        actions.addActions(...createActions(options));
      },
    });
  },
});
