import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { tenancyConditions } from '@groundwork/backstage-plugin-tenancy-node';
import {
  actorFence,
  type KubernetesObject,
  parsePlatform,
  type Platform,
  platformSection,
} from '@groundwork/engine';
import request from 'supertest';
import { ActingApi } from '../__testUtils__/ActingApi';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenancyConfig,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const CANARY = 'canary-of-the-acting-token';
const commit = (n: number) => n.toString(16).padStart(40, '0');
const appPath = (name: string) =>
  `/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/${name}`;
const deploymentPath = (home: string) =>
  `/apis/apps/v1/namespaces/${home}/deployments/web`;
const secretPath =
  '/apis/external-secrets.io/v1/namespaces/pay/externalsecrets/db';
const fencePath = ({ kind, metadata }: KubernetesObject) =>
  `/apis/admissionregistration.k8s.io/v1/${
    kind === 'ValidatingAdmissionPolicy'
      ? 'validatingadmissionpolicies'
      : 'validatingadmissionpolicybindings'
  }/${metadata.name}`;
const actions = 'tenants/pay/environments/dev/actions';
const key = 'click-0001';

function application(
  tenant: string,
  change: Record<string, unknown> = {},
  name = `${tenant}-dev`,
): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: 'argocd',
      labels: {
        'tenancy.groundwork.dev/tenant': tenant,
        'tenancy.groundwork.dev/environment': 'dev',
      },
    },
    spec: {
      project: `${tenant}-dev`,
      source: {
        repoURL: tenancyConfig.repository.url,
        path: `tenants/${tenant}/dev`,
        targetRevision: 'main',
      },
      destination: { name: 'one', namespace: tenant },
      syncPolicy: { syncOptions: ['FailOnSharedResource=true'] },
    },
    status: {
      sync: { status: 'OutOfSync', revision: commit(2) },
      health: { status: 'Healthy' },
      history: [
        { id: 0, revision: commit(1), deployedAt: '2026-11-01T10:00:00Z' },
        { id: 1, revision: 'a'.repeat(40) },
      ],
      resources: [
        {
          group: 'apps',
          version: 'v1',
          kind: 'Deployment',
          namespace: tenant,
          name: 'web',
          status: 'OutOfSync',
        },
      ],
    },
    ...change,
  };
}

function namespace(name: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        'tenancy.groundwork.dev/tenant': name,
        'tenancy.groundwork.dev/environment': 'dev',
      },
    },
  };
}

const deployment = (home: string): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: home },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: {} },
  },
});

const externalSecret: KubernetesObject = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: 'db', namespace: 'pay' },
  spec: {},
};

describe('acting', () => {
  let portal: Portal;
  let api: ActingApi;
  let fencedBy: Platform;
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
    fencedBy = platform;
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

  const operation = (name = 'pay-dev') => {
    const found = api.get(appPath(name)) as { operation?: unknown };
    return found.operation;
  };

  afterEach(async () => {
    await portal.stop();
    await api.stop();
  });

  it('starts a sync in the name of who asked, with the options of the Application', async () => {
    await start();
    const { body } = await post(`${actions}/sync`, {
      application: 'pay-dev',
      key,
      prune: true,
    }).expect(202);

    expect(body).toEqual({ message: 'Argo CD syncs pay-dev.' });
    expect(operation()).toEqual({
      initiatedBy: { username: 'groundwork/user:default/ada' },
      info: [{ name: 'groundwork', value: key }],
      sync: { prune: true, syncOptions: ['FailOnSharedResource=true'] },
    });
    expect(events).toContainEqual(
      expect.objectContaining({
        eventId: 'tenant-act',
        action: 'sync',
        tenant: 'pay',
        environment: 'dev',
        by: 'user:default/ada',
        parameters: { application: 'pay-dev', key, prune: true },
        outcome: { message: 'Argo CD syncs pay-dev.' },
      }),
    );
  });

  it('takes a second click for the first, and refuses another sync while one runs', async () => {
    await start();
    const sync = { application: 'pay-dev', key };
    const both = await Promise.all([
      post(`${actions}/sync`, sync),
      post(`${actions}/sync`, sync),
    ]);
    expect(both.map(({ status }) => status)).toEqual([202, 202]);
    expect(
      api.writes.filter(({ body }) => 'operation' in body).length,
    ).toBeLessThanOrEqual(2);
    const before = api.get(appPath('pay-dev'))?.metadata.resourceVersion;
    await post(`${actions}/sync`, sync).expect(202);
    expect(api.get(appPath('pay-dev'))?.metadata.resourceVersion).toBe(before);

    const { body } = await post(`${actions}/sync`, {
      application: 'pay-dev',
      key: 'click-0002',
    }).expect(409);
    expect(body.error.message).toMatch(/runs already/);
    expect(events.at(-1)).toMatchObject({ failed: /runs already/ });
  });

  it('looks again when somebody writes in between, and starts nothing over them', async () => {
    await start();
    let writes = 0;
    api.between = () => {
      writes += 1;
      if (writes === 1) {
        api.put(
          appPath('pay-dev'),
          application('pay', { operation: { sync: {} } }),
        );
      }
    };
    await post(`${actions}/sync`, { application: 'pay-dev', key }).expect(409);
    expect(operation()).toEqual({ sync: {} });
  });

  it('syncs to what was merged, and had run, and to nothing else', async () => {
    await start();
    portal.git.write({ 'tenants/pay/dev/x.yaml': 'a: 1' });
    const to = (revision: string, more: object = {}) =>
      post(`${actions}/sync`, {
        application: 'pay-dev',
        key,
        revision,
        ...more,
      });
    const unmerged = await to('a'.repeat(40)).expect(400);
    expect(unmerged.body.error.message).toMatch(/not on branch main/);
    const never = await to('b'.repeat(40)).expect(400);
    expect(never.body.error.message).toMatch(/never had it/);
    await to('main').expect(400);
    expect(operation()).toBeUndefined();
    await to(commit(1)).expect(202);
    expect(operation()).toMatchObject({ sync: { revision: commit(1) } });
  });

  it('takes no older revision where the Application syncs by itself', async () => {
    await start();
    const { spec } = application('pay') as unknown as { spec: object };
    api.put(
      appPath('pay-dev'),
      application('pay', { spec: { ...spec, syncPolicy: { automated: {} } } }),
    );
    await until(
      () => get('tenants/pay/actions'),
      ({ body }) => body.environments[0].applications[0].offers.automated,
    );
    const { body } = await post(`${actions}/sync`, {
      application: 'pay-dev',
      key,
      revision: commit(1),
    }).expect(400);
    expect(body.error.message).toMatch(/syncs by itself/);
    await post(`${actions}/sync`, {
      application: 'pay-dev',
      key,
      revision: commit(2),
    }).expect(202);
  });

  it('refreshes, restarts and has secrets read, each by its one field', async () => {
    await start();
    await post(`${actions}/refresh`, {
      application: 'pay-dev',
      hard: true,
    }).expect(202);
    await post(`${actions}/restart`, {
      kind: 'Deployment',
      name: 'web',
    }).expect(202);
    await post(`${actions}/refresh-secret`, { name: 'db', key }).expect(202);
    expect(api.writes.map(({ path, body }) => [path, body])).toEqual([
      [
        appPath('pay-dev'),
        {
          metadata: {
            annotations: { 'argocd.argoproj.io/refresh': 'hard' },
            resourceVersion: expect.any(String),
          },
        },
      ],
      [
        deploymentPath('pay'),
        {
          metadata: { resourceVersion: expect.any(String) },
          spec: {
            template: {
              metadata: {
                annotations: {
                  'kubectl.kubernetes.io/restartedAt': expect.stringMatching(
                    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
                  ),
                },
              },
            },
          },
        },
      ],
      [
        secretPath,
        {
          metadata: {
            annotations: { 'force-sync': key },
            resourceVersion: expect.any(String),
          },
        },
      ],
    ]);
  });

  it('tells of an operation as it runs, and ends it', async () => {
    await start();
    const at = 'tenants/pay/environments/dev/applications/pay-dev/operation';
    expect((await get(at).expect(200)).body).toEqual({
      asOf: expect.any(Number),
    });
    await post(`${actions}/terminate`, { application: 'pay-dev' }).expect(409);
    await post(`${actions}/sync`, { application: 'pay-dev', key }).expect(202);
    await until(
      () => get(at),
      ({ body }) => body.operation?.phase === 'Requested',
    );
    const running = application('pay', {
      operation: operation(),
      status: {
        operationState: {
          phase: 'Running',
          message: 'waiting for healthy state of apps/Deployment/web',
          operation: operation(),
          startedAt: '2026-11-28T21:00:00Z',
        },
      },
    });
    api.put(appPath('pay-dev'), running);
    const { body } = await until(
      () => get(at),
      answer => answer.body.operation?.phase === 'Running',
    );
    expect(body.operation).toMatchObject({
      key,
      startedBy: 'groundwork/user:default/ada',
      message: 'waiting for healthy state of apps/Deployment/web',
    });
    await post(`${actions}/terminate`, { application: 'pay-dev' }).expect(202);
    expect(api.writes.at(-1)?.body).toEqual({
      metadata: { resourceVersion: expect.any(String) },
      status: { operationState: { phase: 'Terminating' } },
    });
  });

  it('says that a cluster went away, and offers nothing there', async () => {
    await start();
    await portal.cluster.stop();
    await api.stop();
    const at = 'tenants/pay/environments/dev/applications/pay-dev/operation';
    await until(
      () => get(at),
      ({ body }) => /does not answer/.test(body.problem ?? ''),
    );
    const { body } = await get('tenants/pay/actions').expect(200);
    const [{ applications, objects }] = body.environments;
    expect(applications[0].offers.sync).toEqual({
      allowed: false,
      reason: 'Cluster one does not answer.',
    });
    expect(objects[0].offer.allowed).toBe(false);
    await post(`${actions}/sync`, { application: 'pay-dev', key }).expect(409);
    await portal.cluster.listen();
  });

  it('says that nobody answered when the acting connection fails', async () => {
    await start();
    api.fault = ({ method }) =>
      method === 'PATCH'
        ? { status: 500, body: { kind: 'Status', message: 'etcd is away' } }
        : undefined;
    const { body } = await post(`${actions}/sync`, {
      application: 'pay-dev',
      key,
    }).expect(503);
    expect(body.error.message).toMatch(/etcd is away/);
  });

  it('uses no credential that is not fenced', async () => {
    await start({ fenced: false });
    const { body } = await post(`${actions}/sync`, {
      application: 'pay-dev',
      key,
    }).expect(403);
    expect(body.error.message).toMatch(/groundwork-dev-acting does not stand/);
    expect(api.writes).toEqual([]);
  });

  it('uses no credential whose fence somebody opened', async () => {
    await start();
    const [policy] = actorFence(fencedBy, fencedBy.environments[0], 'one');
    const { validations, ...rest } = policy.spec as { validations: object[] };
    api.stand(fencePath(policy), {
      ...policy,
      spec: { ...rest, validations: validations.slice(1) },
    });
    await post(`${actions}/refresh`, { application: 'pay-dev' }).expect(403);
    expect(api.writes).toEqual([]);
  });

  it('uses no credential of another account', async () => {
    await start();
    api.username = 'system:admin';
    const { body } = await post(`${actions}/restart`, {
      kind: 'Deployment',
      name: 'web',
    }).expect(403);
    expect(body.error.message).toMatch(/is of system:admin/);
    expect(api.writes).toEqual([]);
  });

  it('offers nothing without a credential, and says how one is made', async () => {
    await start({ credential: () => undefined });
    expect((await get('tenants/pay/actions').expect(200)).body).toEqual({
      tenant: 'pay',
      environments: [],
    });
    const { body } = await post(`${actions}/sync`, {
      application: 'pay-dev',
      key,
    }).expect(409);
    expect(body.error.message).toMatch(/environments.actions.credential/);
  });

  describe('for whom', () => {
    const bodies: Array<[string, object]> = [
      ['sync', { application: 'pay-dev', key }],
      ['refresh', { application: 'pay-dev' }],
      ['terminate', { application: 'pay-dev' }],
      ['restart', { kind: 'Deployment', name: 'web' }],
      ['refresh-secret', { name: 'db', key }],
    ];

    it('other teams and strangers see no tenant, as of one that is not there', async () => {
      await start();
      for (const [action, body] of bodies) {
        for (const user of ['bob', 'eve']) {
          const other = await post(`${actions}/${action}`, body, user);
          const none = await post(
            `tenants/none/environments/dev/actions/${action}`,
            body,
            user,
          );
          expect([other.status, none.status]).toEqual([404, 404]);
          expect(none.body.error.message).toBe(
            other.body.error.message.replace('pay', 'none'),
          );
        }
      }
      for (const path of [
        'tenants/pay/actions',
        'tenants/pay/environments/dev/applications/pay-dev/operation',
      ]) {
        await get(path, 'bob').expect(404);
      }
      expect(api.requests).toEqual([]);
    });

    it('nobody acts who is not signed in, and no plugin', async () => {
      await start();
      const url = `/api/tenancy/${actions}/sync`;
      const body = { application: 'pay-dev', key };
      const as = (header: string) =>
        request(portal.server)
          .post(url)
          .set('Authorization', header)
          .send(body);
      await as(mockCredentials.none.header()).expect(401);
      await as(mockCredentials.service.header()).expect(403);
      await as(mockCredentials.user.header('user:development/guest')).expect(
        404,
      );
      expect(api.requests).toEqual([]);
    });

    it('admins act on every tenant', async () => {
      await start();
      await post(
        `${actions}/sync`,
        { application: 'pay-dev', key },
        'root',
      ).expect(202);
      expect(operation()).toMatchObject({
        initiatedBy: { username: 'groundwork/user:default/root' },
      });
    });

    it("an owner reaches nothing of another tenant's by its name", async () => {
      await start();
      await post(`${actions}/sync`, { application: 'web-dev', key }).expect(
        404,
      );
      await post('tenants/pay/environments/dev/actions/restart', {
        kind: 'Deployment',
        name: 'web/../../web',
      }).expect(400);
      await get(
        'tenants/pay/environments/dev/applications/web-dev/operation',
      ).expect(404);
      await post('tenants/pay/environments/prod/actions/sync', {
        application: 'pay-dev',
        key,
      }).expect(404);
      await post(`${actions}/restart`, {
        kind: 'Pod',
        name: 'web',
      }).expect(400);
      await post(
        'tenants/web/environments/dev/actions/refresh-secret',
        { name: 'db', key },
        'bob',
      ).expect(404);
      expect(api.writes).toEqual([]);
    });

    it("the platform's own is refreshed by owners and synced by admins", async () => {
      await start();
      const name = 'platform-dev-pay-cluster';
      const { spec } = application('pay') as unknown as { spec: object };
      api.put(
        appPath(name),
        application(
          'pay',
          { spec: { ...spec, project: 'tenancy-platform' } },
          name,
        ),
      );
      await until(
        () => get('tenants/pay/actions'),
        ({ body }) => body.environments[0].applications.length === 2,
      );
      await post(`${actions}/refresh`, { application: name }).expect(202);
      await post(`${actions}/sync`, { application: name, key }).expect(409);
      await post(`${actions}/sync`, { application: name, key }, 'root').expect(
        202,
      );
      expect(api.writes.map(({ path }) => path)).toEqual([
        appPath(name),
        appPath(name),
      ]);
    });

    it('a policy may narrow it: who only reads is told why', async () => {
      const only = (names: string[]) =>
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => ({
            authorize: async requests =>
              requests.map(() => ({ result: AuthorizeResult.ALLOW })),
            authorizeConditional: async requests =>
              requests.map(({ permission }) =>
                isResourcePermission(permission) &&
                permission.name === 'tenancy.tenant.act'
                  ? {
                      result: AuthorizeResult.CONDITIONAL,
                      pluginId: 'tenancy',
                      resourceType: permission.resourceType,
                      conditions: tenancyConditions.hasTenantName({ names }),
                    }
                  : { result: AuthorizeResult.ALLOW },
              ),
          }),
        });
      await start({ features: [only(['web'])] });
      const { body } = await get('tenants/pay/actions').expect(200);
      expect(body.environments[0].applications[0].offers.sync).toEqual({
        allowed: false,
        reason: expect.stringContaining('tenancy.tenant.act'),
      });
      for (const [action, input] of bodies) {
        await post(`${actions}/${action}`, input).expect(403);
        await post(`${actions}/${action}`, input, 'root').expect(403);
      }
      expect(api.requests).toEqual([]);
    });

    it('no policy widens it', async () => {
      await start({
        features: [
          mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        ],
      });
      await post(
        `${actions}/sync`,
        { application: 'pay-dev', key },
        'bob',
      ).expect(404);
      expect(api.requests).toEqual([]);
    });
  });

  it('refuses what is no action, and bodies that are too large', async () => {
    await start();
    const sync = (more: object) =>
      post(`${actions}/sync`, { application: 'pay-dev', key, ...more });
    await sync({ manifests: ['{}'] }).expect(400);
    await sync({ source: {} }).expect(400);
    await sync({ syncOptions: ['Replace=true'] }).expect(400);
    await sync({ key: 'x' }).expect(400);
    await sync({ resources: [] }).expect(400);
    await sync({ key: 'x'.repeat(300_000) }).expect(413);
    expect(api.writes).toEqual([]);
  });

  it('lets no credential out, whatever an API server answers', async () => {
    await start();
    const said = [
      (await get('tenants/pay/actions')).text,
      (await get('platform', 'root')).text,
    ];
    for (const status of [400, 401, 403, 404, 409, 422, 500]) {
      api.fault = ({ method }) =>
        method === 'PATCH'
          ? { status, body: { kind: 'Status', message: 'no' } }
          : undefined;
      said.push(
        (await post(`${actions}/sync`, { application: 'pay-dev', key })).text,
      );
    }
    expect(api.requests[0].token).toBe(`Bearer ${CANARY}`);
    expect(said.join()).not.toContain(CANARY);
    expect(JSON.stringify(events)).not.toContain(CANARY);
  });
});
