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
import request from 'supertest';
import {
  appPath,
  actions,
  key,
  application,
} from '../__testUtils__/actingObjects';
import { actingPortal } from '../__testUtils__/actingPortal';
import { until } from '../__testUtils__/clientOf';

jest.setTimeout(30_000);

describe('who acts', () => {
  const world = actingPortal();
  const { get, post, start, operation } = world;

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
    expect(world.api.requests).toEqual([]);
  });

  it('nobody acts who is not signed in, and no plugin', async () => {
    await start();
    const url = `/api/tenancy/${actions}/sync`;
    const body = { application: 'pay-dev', key };
    const as = (header: string) =>
      request(world.portal.server)
        .post(url)
        .set('Authorization', header)
        .send(body);
    await as(mockCredentials.none.header()).expect(401);
    await as(mockCredentials.service.header()).expect(403);
    await as(mockCredentials.user.header('user:development/guest')).expect(404);
    expect(world.api.requests).toEqual([]);
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
    await post(`${actions}/sync`, { application: 'web-dev', key }).expect(404);
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
    expect(world.api.writes).toEqual([]);
  });

  it("the platform's own is refreshed by owners and synced by admins", async () => {
    await start();
    const name = 'platform-dev-pay-cluster';
    const { spec } = application('pay') as unknown as { spec: object };
    world.api.put(
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
    expect(world.api.writes.map(({ path }) => path)).toEqual([
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
    expect(world.api.requests).toEqual([]);
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
    expect(world.api.requests).toEqual([]);
  });
});
