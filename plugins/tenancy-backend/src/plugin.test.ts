import { mockCredentials } from '@backstage/backend-test-utils';
import { bundledSchemas } from '@groundwork/engine/bundled';
import request from 'supertest';
import { as, startPortal, tenantFile } from './__testUtils__/startPortal';

jest.setTimeout(30_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;

async function until<T>(ask: () => Promise<T>, check: (value: T) => boolean) {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await ask();
    if (check(value)) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`it did not happen: ${JSON.stringify(value)}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}

describe('the tenancy plugin', () => {
  let portal: Portal;

  const get = (path: string, user = 'ada') =>
    request(portal.server)
      .get(`/api/tenancy/${path}`)
      .set('Authorization', as(user));
  const post = (path: string, body: object, user = 'ada') =>
    request(portal.server)
      .post(`/api/tenancy/${path}`)
      .set('Authorization', as(user))
      .send(body);
  const settled = () =>
    until(
      () => get('tenants', 'root'),
      ({ body }) =>
        body.sources.length === 3 &&
        body.sources.every((source: { problem?: unknown }) => !source.problem),
    );

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
          summary: '4 CPU, 8Gi memory, 20Gi storage, 20 pods',
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
    await portal.cluster.listen();
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

  describe('POST /preview', () => {
    const tenant = (name: string, owner = 'payments', spec: object = {}) => ({
      request: {
        apiVersion: 'tenancy.groundwork.dev/v1',
        kind: 'Tenant',
        metadata: { name },
        spec: {
          owner: `group:default/${owner}`,
          environments: ['dev'],
          tier: 'small',
          ...spec,
        },
      },
      expect: 'create',
    });

    beforeEach(async () => {
      portal = await startPortal({
        files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
      });
      bundledSchemas().crds.forEach(crd => portal.cluster.put(crd));
      await settled();
    });

    it('shows what a new tenant would write, and writes nothing', async () => {
      const before = new Map(portal.git.files);

      const { body } = await post('preview', tenant('fresh')).expect(200);

      expect(
        body.findings.filter(
          ({ severity }: { severity: string }) => severity === 'error',
        ),
      ).toEqual([]);
      expect(body.files[0]).toBeDefined();
      expect(
        body.files.find(
          ({ path }: { path: string }) =>
            path === 'platform/tenants/fresh.yaml',
        ),
      ).toMatchObject({ tree: 'platform', change: 'added' });
      expect(body.changes).toContain('+ Namespace fresh in dev');
      expect(body.checkedLive).toBe(true);
      expect(body.base.platform).toMatch(/^[0-9a-f]{40}$/);
      expect(portal.git.files).toEqual(before);
    });

    it.each([
      ['a name that is taken', tenant('pay', 'shop'), 'metadata.name', 'bob'],
      ['a name in upper case', tenant('Pay'), 'metadata.name', 'ada'],
      ['64 characters', tenant('a'.repeat(64)), 'metadata.name', 'ada'],
      ['YAML in a name', tenant('a\nkind: Role'), 'metadata.name', 'ada'],
      ['an unknown owner', tenant('new', 'nobody'), 'spec.owner', 'ada'],
      ["another team's owner", tenant('new', 'shop'), 'spec.owner', 'ada'],
      [
        'an environment that is not offered',
        tenant('new', 'payments', { environments: ['prod'] }),
        'spec.environments[0]',
        'ada',
      ],
    ])('refuses %s on its field', async (_, body, field, user) => {
      const answer = await post('preview', body, user).expect(200);

      expect(answer.body.findings).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ severity: 'error', field }),
        ]),
      );
      expect(JSON.stringify(answer.body.findings)).not.toContain(
        'group:default/payments"',
      );
    });

    it('refuses to change the tenant of another team, whether it exists or not', async () => {
      await post(
        'preview',
        { ...tenant('pay', 'shop'), expect: 'change' },
        'bob',
      ).expect(403);
      await post(
        'preview',
        { ...tenant('nay', 'shop'), expect: 'change' },
        'bob',
      ).expect(403);
      await post(
        'preview',
        {
          request: {
            apiVersion: 'tenancy.groundwork.dev/v1',
            kind: 'Workload',
            metadata: { name: 'web', tenant: 'pay' },
            spec: {
              environments: ['dev'],
              image: 'example.com/web:1.0',
              port: 8080,
            },
          },
        },
        'bob',
      ).expect(403);
    });

    it('shows only the difference of a change', async () => {
      const created = await post('preview', tenant('fresh')).expect(200);
      portal.git.write(
        Object.fromEntries(
          created.body.files.map(
            ({ path, content }: { path: string; content: string }) => [
              path,
              content,
            ],
          ),
        ),
      );
      await until(
        () => get('tenants/fresh'),
        ({ status }) => status === 200,
      );

      const same = await post('preview', {
        ...tenant('fresh'),
        expect: 'change',
      }).expect(200);
      expect(same.body.changes).toEqual([]);
      expect(
        same.body.files.every(
          ({ change }: { change: string }) => change === 'same',
        ),
      ).toBe(true);

      const changed = await post('preview', {
        ...tenant('fresh', 'payments', { description: 'Pays' }),
        expect: 'change',
      }).expect(200);
      expect(
        changed.body.files
          .filter(({ change }: { change: string }) => change !== 'same')
          .map(({ path }: { path: string }) => path),
      ).toContain('platform/tenants/fresh.yaml');
    });

    it.each([
      [{}, 'request'],
      [{ request: 'text' }, 'request'],
      [{ request: {}, expect: 'maybe' }, 'expect'],
      [{ request: {}, more: 1 }, 'more'],
    ])('refuses the malformed body %j', async (body, text) => {
      const answer = await post('preview', body).expect(400);
      expect(answer.body.error.message).toContain(text);
    });

    it('refuses a body that is too large', async () => {
      await post('preview', {
        request: { text: 'x'.repeat(300_000) },
      }).expect(413);
    });
  });

  describe('requests', () => {
    beforeEach(async () => {
      portal = await startPortal({
        files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
      });
      await settled();
    });

    it('are handed out as parsed, to fill a form', async () => {
      const { body } = await get('tenants/pay/requests/tenant/pay').expect(200);

      expect(body).toMatchObject({
        path: 'platform/tenants/pay.yaml',
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
        request: { kind: 'Tenant', spec: { tier: 'small' } },
      });
      await get('tenants/pay/requests/route/none').expect(404);
    });

    it('of a new tenant are shown to who proposed it', async () => {
      const proposal = {
        tenant: 'fresh',
        kind: 'Tenant',
        name: 'fresh',
        url: 'https://git.example.com/acme/estate/pulls/8',
      };
      await post('proposals', { ...proposal, kind: 'Route' }).expect(403);
      await post('proposals', proposal).expect(204);

      const { body } = await get('tenants/fresh/requests').expect(200);
      expect(body.items).toEqual([
        expect.objectContaining({
          path: 'platform/tenants/fresh.yaml',
          stage: 'proposed',
        }),
      ]);
      await get('tenants/fresh/requests', 'root').expect(200);
      await get('tenants/fresh/requests', 'bob').expect(404);
      await get('tenants/fresh/status').expect(404);
    });

    it('are shown from proposal to merge', async () => {
      const proposal = {
        tenant: 'pay',
        kind: 'Tenant',
        name: 'pay',
        url: 'https://git.example.com/acme/estate/pulls/7',
        branch: 'bigger',
      };
      await post('proposals', proposal, 'bob').expect(403);
      await post('proposals', { ...proposal, url: 'ftp://x' }).expect(400);
      await post('proposals', {
        ...proposal,
        url: 'https://phish.example.com/7',
      }).expect(400);
      await post('proposals', proposal).expect(204);

      const proposed = await get('tenants/pay/requests').expect(200);
      expect(proposed.body.items).toEqual([
        expect.objectContaining({
          kind: 'Tenant',
          name: 'pay',
          stage: 'proposed',
          url: proposal.url,
        }),
      ]);

      portal.git.write({
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments').replace(
          'tier: small',
          'tier: small\n  description: More',
        ),
      });
      const merged = await until(
        () => get('tenants/pay/requests'),
        ({ body }) => body.items[0].stage !== 'proposed',
      );
      expect(merged.body.items).toEqual([
        expect.objectContaining({
          stage: 'merged',
          why: expect.stringContaining('dev'),
          commit: expect.any(String),
        }),
      ]);
    });
  });
});
