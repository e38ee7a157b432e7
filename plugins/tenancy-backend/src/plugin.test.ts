import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { clientOf, until } from './__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from './__testUtils__/startPortal';

jest.setTimeout(30_000);

describe('the tenancy plugin', () => {
  let portal: Portal;

  const { get, settled } = clientOf(() => portal);

  afterEach(() => portal.stop());

  it('answers what forms need of the platform, to everybody who is signed in', async () => {
    portal = await startPortal();

    const { body } = await get('platform').expect(200);

    expect(body).toMatchObject({
      publish: 'push',
      tiers: [
        {
          name: 'small',
          description: 'For a start',
          summary: '4 CPU, 8Gi memory, 20 pods, 20Gi storage',
        },
      ],
      environments: [
        { name: 'dev', cluster: 'one', domains: ['dev.example.com'] },
      ],
    });
    await request(portal.server)
      .get('/api/tenancy/platform')
      .set('Authorization', mockCredentials.none.header())
      .expect(401);
  });

  it('starts without a platform, asks nobody, and says what to configure', async () => {
    portal = await startPortal({ unconfigured: true });

    for (const path of ['platform', 'tenants', 'tenants/pay/status']) {
      const { body } = await get(path).expect(501);
      expect(body.error.message).toContain('Tenancy is not configured');
    }
    await request(portal.server)
      .get('/api/tenancy/platform')
      .set('Authorization', mockCredentials.none.header())
      .expect(401);
    expect(portal.cluster.requests).toEqual([]);
  });

  it('lists to each team its own tenants, and to the platform team all of them', async () => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/web.yaml': tenantFile('web', 'shop'),
      },
    });
    portal.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'lone',
        labels: { 'tenancy.groundwork.dev/tenant': 'lone' },
      },
    });
    await settled();
    const names = async (user: string) =>
      (await get('tenants', user).expect(200)).body.items.map(
        ({ name }: { name: string }) => name,
      );

    expect(await names('ada')).toEqual(['pay']);
    expect(await names('bob')).toEqual(['web']);
    expect(await names('root')).toEqual(['lone', 'pay', 'web']);
    expect(await names('stranger')).toEqual([]);
  });

  it('tells outsiders the same of a foreign tenant as of none', async () => {
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
    });
    await settled();

    const foreign = await get('tenants/pay/status', 'bob').expect(404);
    const none = await get('tenants/nay/status', 'bob').expect(404);

    expect(foreign.body.error.message.replace('pay', 'nay')).toBe(
      none.body.error.message,
    );
    await get('tenants/pay', 'bob').expect(404);
    await get('tenants/pay/requests', 'bob').expect(404);
    await get('tenants/pay/requests/tenant/pay', 'bob').expect(404);
    await get('tenants/pay/status', 'ada').expect(200);
    await get('tenants/pay/status', 'root').expect(200);
  });

  it('shows the status from memory, with its sources, and 304 to who has it', async () => {
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
    });
    await settled();
    portal.cluster.requests.length = 0;

    const first = await get('tenants/pay/status').expect(200);
    expect(first.body).toMatchObject({
      tenant: 'pay',
      owner: 'group:default/payments',
      tier: 'small',
      sync: { environments: [{ environment: 'dev', namespace: 'pay' }] },
      network: { routes: [] },
      links: {
        git: 'https://git.example.com/acme/estate.git/blob/main/platform/tenants/pay.yaml',
        argocd: {
          dev: 'https://argocd.example.com/applications/argocd/pay-dev',
        },
      },
    });
    expect(
      first.body.sources.map(({ source }: { source: string }) => source),
    ).toEqual(['cluster one', 'git platform', 'git tenants']);
    const second = await get('tenants/pay/status').set(
      'If-None-Match',
      first.headers.etag,
    );
    expect([200, 304]).toContain(second.status);
    expect(
      portal.cluster.requests.filter(({ url }) => !/watch/.test(url)),
    ).toEqual([]);
  });

  it('says where tenants are with a tag that no age changes', async () => {
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
    });
    await settled();
    const places = (user?: string) => get('tenants?view=places', user);

    const first = await places();
    expect(first.body).toEqual({
      items: [
        {
          name: 'pay',
          owner: 'group:default/payments',
          tier: 'small',
          environments: [{ name: 'dev', cluster: 'one', namespace: 'pay' }],
        },
      ],
      silentClusters: [],
    });
    expect((await places('bob')).body.items).toEqual([]);
    const again = await places().set('If-None-Match', first.headers.etag);
    expect(again.status).toBe(304);
    await portal.cluster.stop();
    await until(
      () => get('tenants'),
      ({ body }) =>
        body.sources.some((source: { problem?: unknown }) => source.problem),
    );
    await places().set('If-None-Match', first.headers.etag).expect(304);

    portal.git.write({
      'platform/tenants/pay.yaml': tenantFile('pay', 'shop'),
    });
    await until(
      () => places('root').set('If-None-Match', first.headers.etag),
      ({ status, body }) =>
        status === 200 && body.items[0].owner === 'group:default/shop',
    );
  });

  it('keeps its answers, and says since when, while the cluster or Git is away', async () => {
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
    });
    await settled();
    await portal.cluster.stop();
    portal.git.setAway(true);

    const { body } = await until(
      () => get('tenants'),
      answer =>
        answer.body.sources.every(
          (source: { problem?: unknown }) => source.problem,
        ),
    );

    expect(body.items).toMatchObject([{ name: 'pay', state: 'Unknown' }]);
    for (const source of body.sources) {
      expect(source).toMatchObject({
        asOf: expect.any(Number),
        problem: { unknown: 'unreachable', since: expect.any(Number) },
      });
    }
    portal.git.setAway(false);
    await portal.cluster.listen();
    await settled();
  });

  it('says what to install when the Kubernetes plugin is missing', async () => {
    portal = await startPortal({ kubernetes: false });

    const { body } = await until(
      () => get('tenants'),
      answer => answer.body.sources[0].problem?.unknown === 'unreachable',
    );

    expect(body.sources[0].problem.message).toContain('tenancy.kubeconfig');
  });

  it.each([
    ['tenants/UPPER/status', 'lower case'],
    [`tenants/${'a'.repeat(64)}/status`, '63'],
    ['hostnames?tenant=pay&environment=dev', 'hostname'],
    ['tenants/pay/requests/ro-ute/x', 'letters'],
  ])(
    'refuses the bad question %s, naming what is wrong',
    async (path, text) => {
      portal = await startPortal();

      const { body } = await get(path).expect(400);

      expect(body.error).toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(text),
      });
    },
  );
});
