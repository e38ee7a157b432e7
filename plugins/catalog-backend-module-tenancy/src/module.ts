import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  gitRepositoriesServiceRef,
  hasEndpoint,
  hasOnlyUnmanaged,
  hasPlatform,
  NOT_CONFIGURED,
  proposalWords,
  readExtensions,
  readPlatform,
  tenancyExtensionServiceRef,
} from '@groundwork/backstage-plugin-tenancy-node';
import { readSchedule } from './readSchedule';
import { TenantEntityProcessor } from './TenantEntityProcessor';
import { TenantEntityProvider } from './TenantEntityProvider';
import { readShippedTemplates } from './templates/readShippedTemplates';
import { readTemplateSettings } from './templates/readTemplateSettings';
import { TemplateButtonProcessor } from './templates/TemplateButtonProcessor';
import { templateEntities } from './templates/templateEntities';
import { TemplateEntityProvider } from './templates/TemplateEntityProvider';

/** tenancy-backend says on this topic that request files changed in Git. */
const REQUESTS_TOPIC = 'tenancy.requests';

/**
 * Tenants as catalog entities, from request files and live namespaces, and the templates in which teams ask for them.
 *
 * @public
 */
export const catalogModuleTenancy = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'tenancy',
  register({ registerInit }) {
    registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        extensions: tenancyExtensionServiceRef,
        git: gitRepositoriesServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init(services) {
        const { config, events, extensions, lifecycle, logger } = services;
        const { processing, scheduler } = services;
        if (!hasPlatform(config)) {
          if (!hasOnlyUnmanaged(config)) {
            logger.warn(NOT_CONFIGURED);
          }
          return;
        }
        let platform;
        try {
          platform = readPlatform(config, readExtensions(extensions));
        } catch (error) {
          // A mistake here must not take the whole catalog down; tenancy-backend refuses to start with it.
          logger.error(`No tenants are added to the catalog: ${error}`);
          return;
        }
        const provider = TenantEntityProvider.create({
          ...services,
          platform,
          isElsewhere: hasEndpoint(config, 'tenancy'),
        });
        processing.addEntityProvider(provider);
        processing.addProcessor(
          new TenantEntityProcessor({ platform, git: services.git }),
        );
        processing.addProcessor(
          new TemplateButtonProcessor(proposalWords(platform, config)),
        );
        try {
          const templates = templateEntities(
            await readShippedTemplates(),
            readTemplateSettings(config),
          );
          processing.addEntityProvider(new TemplateEntityProvider(templates));
        } catch (error) {
          logger.error(`No templates are added to the catalog: ${error}`);
        }
        await scheduler.scheduleTask({
          ...readSchedule(config, logger),
          id: 'refresh-tenants',
          fn: () => provider.refresh(),
        });
        // The catalog answers what it holds from here on.
        lifecycle.addStartupHook(() => {
          provider.refresh().catch(error => {
            logger.debug(`Tenants are read later: ${error}`);
          });
        });
        await events.subscribe({
          id: 'catalog-tenants',
          topics: [REQUESTS_TOPIC],
          onEvent: () => provider.refresh(),
        });
      },
    });
  },
});
