import { clientOf, until } from './__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from './__testUtils__/startPortal';

jest.setTimeout(30_000);

const tenant = (name: string, owner: string) => ({
  apiVersion: 'tenancy.groundwork.dev/v1',
  kind: 'Tenant',
  metadata: { name },
  spec: {
    owner: `group:default/${owner}`,
    environments: ['dev'],
    tier: 'small',
  },
});

describe('while Git is not read', () => {
  let portal: Portal;

  const { get, post, settled } = clientOf(() => portal);
  const start = async (
    files: Record<string, string> = {
      'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
    },
  ) => {
    portal = await startPortal({
      files,
      git: { away: true },
      // No poll after the first one: only what is asked for is read.
      tenancy: { git: { pollInterval: '1h' } },
    });
    await until(
      () => get('tenants', 'root'),
      ({ body }) =>
        body.sources.every(
          ({ problem }: { problem?: { unknown: string } }) =>
            problem?.unknown !== 'notWatched',
        ),
    );
  };

  afterEach(() => portal.stop());

  it.each(['create', 'change', 'either'])(
    'nothing is decided about a tenant to %s',
    async expect_ => {
      await start();

      const { body } = await post(
        'preview',
        { request: tenant('pay', 'shop'), expect: expect_ },
        'bob',
      ).expect(503);

      expect(body.error.message).toContain('Git is away');
    },
  );

  it('no question is answered as if there were nothing', async () => {
    await start();
    const proposal = {
      tenant: 'pay',
      kind: 'Tenant',
      name: 'pay',
      url: 'https://git.example.com/acme/estate/pull/7',
    };
    for (const user of ['ada', 'bob', 'root']) {
      for (const path of [
        'tenants/pay',
        'tenants/nay',
        'tenants/pay/status',
        'tenants/pay/requests',
        'tenants/pay/requests/tenant/pay',
        'hostnames?tenant=pay&environment=dev&hostname=a.pay.dev.example.com',
        'entities/component/default/none/status',
      ]) {
        const { body, status } = await get(path, user);
        expect([path, user, status]).toEqual([path, user, 503]);
        expect(body.error.message).toMatch(/[Nn]ot read yet|not been read/);
      }
      await post('proposals', proposal, user).expect(503);
    }
  });

  it('a tenant cannot be taken in the moment after Git is back', async () => {
    await start();
    portal.git.setAway(false);
    const ask = (expect_: string) =>
      post(
        'preview',
        { request: tenant('pay', 'shop'), expect: expect_ },
        'bob',
      );

    const created = await ask('create').expect(200);
    expect(created.body.files).toEqual([]);
    expect(created.body.findings).toEqual([
      expect.objectContaining({ code: 'NameTaken', severity: 'error' }),
    ]);
    await ask('either').expect(403);
    await ask('change').expect(403);
    await post(
      'proposals',
      {
        tenant: 'pay',
        kind: 'Tenant',
        name: 'pay',
        url: 'https://git.example.com/acme/estate/pull/7',
      },
      'bob',
    ).expect(403);
  });

  it.each([
    ['platform/tenants/pay.yaml', 'apiVersion: [broken'],
    ['platform/tenants/pay.yml', tenantFile('pay', 'payments')],
    ['platform/tenants/pay.yaml', tenantFile('web', 'payments')],
  ])('a name stays taken by the file %s of %j', async (path, content) => {
    await start({ [path]: content });
    portal.git.setAway(false);

    const { body } = await post(
      'preview',
      { request: tenant('pay', 'shop'), expect: 'create' },
      'bob',
    ).expect(200);

    expect(body.findings).toEqual([
      expect.objectContaining({ code: 'NameTaken', severity: 'error' }),
    ]);
    await post(
      'preview',
      { request: tenant('pay', 'shop'), expect: 'either' },
      'bob',
    ).expect(403);
  });

  it('owners are those of the commit that is written on, not of the last poll', async () => {
    await start();
    portal.git.setAway(false);
    portal.git.write({
      'platform/tenants/pay.yaml': tenantFile('pay', 'shop'),
    });
    const change = {
      request: tenant('pay', 'shop'),
      expect: 'change',
      fresh: true,
    };

    await post('preview', change, 'ada').expect(403);
    const { body } = await post('preview', change, 'bob').expect(200);
    expect(body.base.platform).toBe('2'.padStart(40, '0'));
  });

  it('a tenant of a cluster that was never read cannot be taken either', async () => {
    await start();
    portal.git.setAway(false);
    await portal.stop();
    portal = await startPortal({ kubernetes: false });
    await until(
      () => get('tenants', 'root'),
      ({ body }) => body.sources[1].asOf !== undefined,
    );
    const ask = (user: string, owner: string) =>
      post(
        'preview',
        { request: tenant('lone', owner), expect: 'create' },
        user,
      );

    const { body } = await ask('bob', 'shop').expect(503);
    expect(body.error.message).toContain('cluster one');
    await ask('root', 'shop').expect(200);
  });

  it('answers again once it is', async () => {
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
      git: { away: true },
    });
    await get('tenants/pay').expect(503);
    portal.git.setAway(false);
    await settled();

    expect((await get('tenants/pay')).status).toBe(200);
    expect((await get('tenants/pay', 'bob')).status).toBe(404);
    expect((await get('tenants/nay', 'bob')).status).toBe(404);
  });
});
