import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { tenancyPermissions } from '@groundwork/backstage-plugin-tenancy-common';
import {
  gitRepositoriesServiceRef,
  hasPlatform,
  NOT_CONFIGURED,
  readExtensions,
  tenancyExtensionServiceRef,
  tenancyRules,
  tenantResourceRef,
} from '@groundwork/backstage-plugin-tenancy-node';
import { registerActions } from './actions/registerActions';
import { Lease } from './changes/Lease';
import { publishRequestEvents } from './changes/publishRequestEvents';
import { publishSignals } from './changes/publishSignals';
import { refreshOnPush } from './changes/refreshOnPush';
import { createTenancy } from './createTenancy';
import { neverBlocking } from './database/neverBlocking';
import { patiently } from './database/patiently';
import { createRouter } from './router/createRouter';
import { createReading, isShared } from './sharing/createReading';
import { PIPELINE_PATH } from './router/pipelineRouter';
import { Promoter } from './promoting/Promoter';
import { GapWatch } from './timeline/GapWatch';
import { noteMerged } from './timeline/noteMerged';
import { TimelineRecorder } from './timeline/TimelineRecorder';
import { readUnmanaged } from './unmanaged/readUnmanaged';
import { startLook } from './unmanaged/startLook';

const LEASE_TERM = 15_000;

/** Milliseconds within which replicas that share the reading of clusters know what one of them has read. */
const SHARED_DELAY = 1_000;

/** Milliseconds that a start waits for a database that is locked or away. */
const START_PATIENCE = 30_000;

/**
 * Tenants of Kubernetes platforms: their HTTP API, and the watches and permission rules behind it.
 *
 * @public
 */
export const tenancyPlugin = createBackendPlugin({
  pluginId: 'tenancy',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        extensions: tenancyExtensionServiceRef,
        git: gitRepositoriesServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init({
        actionsRegistry,
        database,
        extensions,
        httpRouter,
        lifecycle,
        signals,
        ...services
      }) {
        const { config, events, logger, permissionsRegistry } = services;
        // Without getResources: whoever is signed in could ask the route behind it which tenants there are, and whose.
        permissionsRegistry.addResourceType({
          resourceRef: tenantResourceRef,
          permissions: tenancyPermissions,
          rules: Object.values(tenancyRules),
        });
        const known = readExtensions(extensions);
        if (config.has('tenancy.kubeconfig')) {
          // Hundreds of modules, which would hold up whoever asks when the first cluster is read.
          await import('@kubernetes/client-node');
        }
        if (!hasPlatform(config)) {
          const options = readUnmanaged(config);
          if (!options) {
            // As core plugins do: a portal must start with a plugin that nobody has configured yet.
            logger.warn(NOT_CONFIGURED);
          }
          const { look, router } = startLook(services, options, known);
          lifecycle.addStartupHook(() => {
            look?.readers.forEach(reader => reader.start());
          });
          lifecycle.addShutdownHook(() => {
            look?.readers.forEach(reader => reader.stop());
          });
          httpRouter.use(router);
          return;
        }
        const db = await database.getClient();
        if (!database.migrations?.skip) {
          await patiently(
            () =>
              db.migrate.latest({
                directory: resolvePackagePath(
                  '@groundwork/backstage-plugin-tenancy-backend',
                  'migrations',
                ),
              }),
            START_PATIENCE,
          );
        }
        await neverBlocking(db);
        const tenancy = createTenancy({
          ...services,
          db,
          extensions: known,
        });
        const { directory, feed, platform, snapshot, trees } = tenancy;
        if (!platform.groups) {
          logger.warn(
            'tenancy.groups is missing in app-config: tenants are shown, but requests cannot be rendered without the mapping from Backstage groups to groups of the identity provider',
          );
        }

        const lease = new Lease({
          db,
          name: 'publisher',
          term: LEASE_TERM,
          logger,
        });
        publishSignals({
          ...{ directory, feed, platform, lease, signals, logger },
          // Others see a moment later what this replica has read.
          ...(isShared(config) ? { delay: SHARED_DELAY } : {}),
        });
        publishRequestEvents({ trees, lease, events, logger });
        await refreshOnPush({ trees, events });
        const { store, keep } = tenancy.timeline;
        const recorder = new TimelineRecorder({
          world: tenancy,
          store,
          notices: tenancy.notices,
          onCommits: tenant => noteMerged(tenancy, tenant),
          gaps: new GapWatch({
            store,
            sources: () => [...snapshot.sources(), ...trees.sources()],
          }),
          feed,
          lease,
          logger,
          keep,
        });
        const promoter = new Promoter(tenancy.promoting, () => lease.isHeld());
        const looking = tenancy.look?.readers ?? [];
        const reading = createReading({
          ...services,
          db,
          platform: tenancy.look
            ? { ...platform, kinds: tenancy.look.kinds }
            : platform,
          snapshot,
          connections: tenancy.connections,
          lease,
        });
        // Clusters are read over this very backend, which listens only from here on.
        lifecycle.addStartupHook(async () => {
          // First, so that what is read next can be told.
          await lease.start();
          trees.start();
          promoter.start();
          // Nobody waits for it: answers are there meanwhile.
          void reading.start().catch(error => {
            logger.error('Clusters cannot be read', error);
          });
          looking.forEach(reader => reader.start());
          recorder.start();
        });
        lifecycle.addShutdownHook(async () => {
          await promoter.stop();
          await recorder.stop();
          await reading.stop();
          looking.forEach(reader => reader.stop());
          trees.stop();
          feed.stop();
          await lease.stop();
        });
        // Pipelines have credentials of their own there, and are looked at first of all.
        httpRouter.addAuthPolicy({
          path: PIPELINE_PATH,
          allow: 'unauthenticated',
        });
        httpRouter.use(createRouter(tenancy));
        registerActions(actionsRegistry, tenancy);
      },
    });
  },
});
