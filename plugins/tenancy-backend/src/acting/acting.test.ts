import {
  commit,
  appPath,
  deploymentPath,
  secretPath,
  actions,
  key,
  application,
} from '../__testUtils__/actingObjects';
import { actingPortal } from '../__testUtils__/actingPortal';
import { until } from '../__testUtils__/clientOf';

jest.setTimeout(30_000);

describe('acting', () => {
  const world = actingPortal();
  const { get, post, start, operation } = world;

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
    expect(world.events).toContainEqual(
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
      world.api.writes.filter(({ body }) => 'operation' in body).length,
    ).toBeLessThanOrEqual(2);
    const before = world.api.get(appPath('pay-dev'))?.metadata.resourceVersion;
    await post(`${actions}/sync`, sync).expect(202);
    expect(world.api.get(appPath('pay-dev'))?.metadata.resourceVersion).toBe(
      before,
    );

    const { body } = await post(`${actions}/sync`, {
      application: 'pay-dev',
      key: 'click-0002',
    }).expect(409);
    expect(body.error.message).toMatch(/runs already/);
    expect(world.events.at(-1)).toMatchObject({ failed: /runs already/ });
  });

  it('looks again when somebody writes in between, and starts nothing over them', async () => {
    await start();
    let writes = 0;
    world.api.between = () => {
      writes += 1;
      if (writes === 1) {
        world.api.put(
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
    world.portal.git.write({ 'tenants/pay/dev/x.yaml': 'a: 1' });
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

  it('knows the repository however Argo CD is told to clone it', async () => {
    await start();
    world.portal.git.write({ 'tenants/pay/dev/x.yaml': 'a: 1' });
    const { spec } = application('pay') as unknown as { spec: object };
    world.api.put(
      appPath('pay-dev'),
      application('pay', {
        spec: {
          ...spec,
          source: {
            repoURL: 'ssh://git@git.example.com:2222/acme/Estate',
            path: 'tenants/pay/dev',
            targetRevision: 'main',
          },
        },
      }),
    );
    await post(`${actions}/sync`, {
      application: 'pay-dev',
      key,
      revision: commit(1),
    }).expect(202);
    expect(operation()).toMatchObject({ sync: { revision: commit(1) } });
  });

  it('takes no older revision where the Application syncs by itself', async () => {
    await start();
    const { spec } = application('pay') as unknown as { spec: object };
    world.api.put(
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
    expect(world.api.writes.map(({ path, body }) => [path, body])).toEqual([
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
    world.api.put(appPath('pay-dev'), running);
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
    expect(world.api.writes.at(-1)?.body).toEqual({
      metadata: { resourceVersion: expect.any(String) },
      status: { operationState: { phase: 'Terminating' } },
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
    expect(world.api.writes).toEqual([]);
  });
});
