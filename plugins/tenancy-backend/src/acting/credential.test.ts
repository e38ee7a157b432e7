import { actorFence } from '@groundwork/engine';
import {
  CANARY,
  fencePath,
  actions,
  key,
} from '../__testUtils__/actingObjects';
import { actingPortal } from '../__testUtils__/actingPortal';
import { until } from '../__testUtils__/clientOf';

jest.setTimeout(30_000);

describe('the credential that acts', () => {
  const world = actingPortal();
  const { get, post, start } = world;

  it('says that a cluster went away, and offers nothing there', async () => {
    await start();
    await world.portal.cluster.stop();
    await world.api.stop();
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
    await world.portal.cluster.listen();
  });

  it('says that nobody answered when the acting connection fails', async () => {
    await start();
    world.api.fault = ({ method }) =>
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
    expect(world.api.writes).toEqual([]);
  });

  it('uses no credential whose fence somebody opened', async () => {
    await start();
    const [policy] = actorFence(
      world.platform,
      world.platform.environments[0],
      'one',
    );
    const { validations, ...rest } = policy.spec as { validations: object[] };
    world.api.stand(fencePath(policy), {
      ...policy,
      spec: { ...rest, validations: validations.slice(1) },
    });
    await post(`${actions}/refresh`, { application: 'pay-dev' }).expect(403);
    expect(world.api.writes).toEqual([]);
  });

  it('uses no credential of another account', async () => {
    await start();
    world.api.username = 'system:admin';
    const { body } = await post(`${actions}/restart`, {
      kind: 'Deployment',
      name: 'web',
    }).expect(403);
    expect(body.error.message).toMatch(/is of system:admin/);
    expect(world.api.writes).toEqual([]);
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

  it('lets no credential out, whatever an API server answers', async () => {
    await start();
    const said = [
      (await get('tenants/pay/actions')).text,
      (await get('platform', 'root')).text,
    ];
    for (const status of [400, 401, 403, 404, 409, 422, 500]) {
      world.api.fault = ({ method }) =>
        method === 'PATCH'
          ? { status, body: { kind: 'Status', message: 'no' } }
          : undefined;
      said.push(
        (await post(`${actions}/sync`, { application: 'pay-dev', key })).text,
      );
    }
    expect(world.api.requests[0].token).toBe(`Bearer ${CANARY}`);
    expect(said.join()).not.toContain(CANARY);
    expect(JSON.stringify(world.events)).not.toContain(CANARY);
  });
});
