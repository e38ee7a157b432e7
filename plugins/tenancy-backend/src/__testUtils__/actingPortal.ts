import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  actorFence,
  type KubernetesObject,
  parsePlatform,
  type Platform,
  platformSection,
} from '@groundwork/engine';
import { ActingApi } from './ActingApi';
import {
  appPath,
  application,
  CANARY,
  deployment,
  deploymentPath,
  externalSecret,
  fencePath,
  namespace,
  secretPath,
} from './actingObjects';
import { clientOf, until } from './clientOf';
import {
  type Portal,
  startPortal,
  tenancyConfig,
  tenantFile,
} from './startPortal';

/**
 * A portal with two tenants, `pay` of ada and `web` of bob, whose environment `dev` it may act in. It starts with `start` in each
 * test, and ends after it.
 */
export function actingPortal() {
  let portal: Portal;
  let api: ActingApi;
  let platformOf: Platform;
  const events: Array<Record<string, unknown>> = [];
  const { get, post } = clientOf(() => portal);

  const kinds = [
    ['apps', 'v1', 'Deployment', 'deployments'],
    ['external-secrets.io', 'v1', 'ExternalSecret', 'externalsecrets'],
  ].map(([group, version, kind, plural]) => ({ group, version, kind, plural }));

  function environments(credential: (url: string) => object | undefined) {
    const [dev] = tenancyConfig.environments;
    return [{ ...dev, actions: { credential: credential(api.url) } }];
  }

  async function start(
    options: {
      credential?: (url: string) => object | undefined;
      fenced?: boolean;
      features?: NonNullable<Parameters<typeof startPortal>[0]>['features'];
    } = {},
  ) {
    const { fenced = true } = options;
    const credential =
      options.credential ??
      ((url: string) => ({ clusters: [{ name: 'one', url, token: CANARY }] }));
    events.length = 0;
    // The portal's configuration names the address of what acts, which writes into the portal's cluster.
    let put: (object: KubernetesObject) => void = () => {};
    api = await ActingApi.start({
      put: (o: KubernetesObject) => put(o),
    } as never);
    const section = {
      ...tenancyConfig,
      environments: environments(credential),
    };
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/web.yaml': tenantFile('web', 'shop'),
      },
      tenancy: { environments: section.environments },
      features: [
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => ({
            async createEvent(event) {
              const told: Record<string, unknown> = {
                eventId: event.eventId,
                ...event.meta,
              };
              events.push(told);
              return {
                async success(more) {
                  Object.assign(told, { outcome: 'success', ...more?.meta });
                },
                async fail(more) {
                  Object.assign(told, { failed: String(more?.error) });
                },
              };
            },
          }),
        }),
        ...(options.features ?? []),
      ],
    });
    put = object => portal.cluster.put(object);
    kinds.forEach(kind => portal.cluster.serve(kind));
    const platform = parsePlatform(platformSection(section));
    platformOf = platform;
    if (fenced) {
      actorFence(platform, platform.environments[0], 'one').forEach(object =>
        api.stand(fencePath(object), object),
      );
    }
    for (const name of ['pay', 'web']) {
      portal.cluster.put(namespace(name));
      api.put(appPath(`${name}-dev`), application(name));
      api.put(deploymentPath(name), deployment(name));
    }
    api.put(secretPath, externalSecret);
    await until(
      () => get('tenants/pay/actions'),
      ({ body }) =>
        body.environments?.length === 0 ||
        (body.environments?.[0].applications.length === 1 &&
          body.environments[0].objects.length === 2),
    );
  }
  afterEach(async () => {
    await portal.stop();
    await api.stop();
  });

  return {
    get,
    post,
    start,
    /** What Argo CD is asked to do with an Application. */
    operation: (name = 'pay-dev') =>
      (api.get(appPath(name)) as { operation?: unknown }).operation,
    /** What was audited. */
    events,
    /** What acts is answered by. */
    get api() {
      return api;
    },
    get portal() {
      return portal;
    },
    get platform() {
      return platformOf;
    },
  };
}
