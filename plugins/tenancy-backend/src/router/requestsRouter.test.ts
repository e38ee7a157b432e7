import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

describe('requests', () => {
  let portal: Portal;

  const { get, post, settled } = clientOf(() => portal);

  afterEach(() => portal.stop());

  beforeEach(async () => {
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
    });
    await settled();
  });

  it('are listed beside a file that nobody can read', async () => {
    const bomb = Array.from({ length: 16_000 }, (_, i) => `k${i}: 1\n`).join(
      '',
    );
    portal.git.write({
      'tenants/pay/requests/workload-bomb.yaml': bomb,
      'tenants/pay/requests/workload-deep.yaml': `a: ${'['.repeat(5000)}`,
      'tenants/pay/requests/workload-odd.yaml': 'a: [',
    });

    const { body } = await until(
      () => get('tenants/pay/requests'),
      answer => answer.body.items.length === 4,
    );

    const reasons = Object.fromEntries(
      body.items.map(({ name, why }: { name: string; why: string }) => [
        name,
        why,
      ]),
    );
    expect(reasons).toMatchObject({
      bomb: expect.stringContaining('too large'),
      deep: expect.stringContaining('levels'),
      odd: expect.stringContaining('not valid YAML'),
    });
    const one = await get('tenants/pay/requests/workload/bomb').expect(404);
    expect(one.text.length).toBeLessThan(2000);
  });

  it('are told where their file is gone, and where an older version rendered them', async () => {
    const from = (path: string) =>
      `# Rendered from ${path}: change that file and render again, what is changed here is lost.\nkind: ConfigMap\n`;
    portal.git.write({
      'tenants/pay/dev/workload-gone.yaml': from(
        'tenants/pay/requests/workload-gone.yaml',
      ),
      'platform/dev/pay/cluster/namespace.yaml': from(
        'platform/tenants/pay.yaml',
      ),
      'tenants/other/dev/workload-theirs.yaml': from(
        'tenants/other/requests/workload-theirs.yaml',
      ),
    });

    const { body } = await until(
      () => get('tenants/pay/requests'),
      answer => answer.body.items.length === 2,
    );

    expect(body.items).toEqual([
      expect.objectContaining({ name: 'pay', isOlder: true }),
      expect.objectContaining({
        kind: 'Workload',
        name: 'gone',
        path: 'tenants/pay/requests/workload-gone.yaml',
        stage: 'orphaned',
        why: expect.stringMatching(/./),
      }),
    ]);
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
    await post('proposals', proposal, 'guest').expect(403);
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
        capability: { template: 'kubernetes-tenant', root: true },
        name: 'pay',
        path: 'platform/tenants/pay.yaml',
        stage: 'proposed',
        url: proposal.url,
        // It stands in Git, so it can still be changed and removed.
        commit: expect.any(String),
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

  it("are nobody else's to overwrite, and links lead to a pull request of the repository alone", async () => {
    const proposal = (url: string) => ({
      tenant: 'pay',
      kind: 'Tenant',
      name: 'pay',
      url,
    });
    const page = 'https://git.example.com/acme/estate';
    for (const url of [
      'https://git.example.com/evil/repo/pull/7',
      'https://git.example.com/acme/estate-evil/pull/7',
      `${page}/blob/main/pull/7`,
      `${page}/pull/7/../../../../evil/repo/pull/1`,
      `${page}/pull/7?next=https://evil.example.com`,
      `${page}/pull/7#evil`,
      'https://ada:secret@git.example.com/acme/estate/pull/7',
      'http://git.example.com/acme/estate/pull/7',
      'https://git.example.com.evil.example.com/acme/estate/pull/7',
      'ftp://git.example.com/acme/estate/pull/7',
    ]) {
      const { status } = await post('proposals', proposal(url));
      expect([url, status]).toEqual([url, 400]);
    }
    await post('proposals', proposal(`${page}/pull/7`)).expect(204);
    await post(
      'proposals',
      proposal(`${page}/-/merge_requests/8`),
      'root',
    ).expect(204);

    const urls = async (user: string) =>
      (await get('tenants/pay/requests', user).expect(200)).body.items.map(
        ({ url }: { url: string }) => url,
      );
    // The newest is shown, and the other one is still there.
    expect(await urls('ada')).toEqual([`${page}/-/merge_requests/8`]);
  });

  it('that an outsider made of a name say nothing to the team that gets it', async () => {
    const page = 'https://git.example.com/acme/estate';
    await post(
      'proposals',
      { tenant: 'soon', kind: 'Tenant', name: 'soon', url: `${page}/pull/66` },
      'bob',
    ).expect(204);
    portal.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'soon',
        labels: { 'tenancy.groundwork.dev/tenant': 'soon' },
        annotations: {
          'tenancy.groundwork.dev/owner': 'group:default/payments',
        },
      },
    });
    await until(
      () => get('tenants/soon'),
      ({ status }) => status === 200,
    );

    const { body } = await get('tenants/soon/requests').expect(200);
    expect(body.items).toEqual([]);
  });

  it('are shown from merge to healthy, by what Argo CD says of the commit that holds them', async () => {
    const stage = async () => {
      const { body } = await get('tenants/pay/requests');
      return `${body.items[0].stage}: ${body.items[0].why}`;
    };
    const { body } = await get('tenants/pay/requests');
    const [{ commit }] = body.items;
    const older = '0'.repeat(40);
    const application = (status: object) =>
      ['cluster', 'argocd'].forEach(part =>
        portal.cluster.put({
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Application',
          metadata: {
            name: `platform-dev-pay-${part}`,
            namespace: 'argocd',
            labels: { 'tenancy.groundwork.dev/tenant': 'pay' },
          },
          spec: { project: 'tenancy-platform' },
          status,
        }),
      );
    const synced = (revision: string, health: string) =>
      application({
        sync: { status: 'Synced', revision },
        health: { status: health },
        operationState: { phase: 'Succeeded', syncResult: { revision } },
      });

    await until(stage, text => text.startsWith('merged: dev: '));
    synced(older, 'Healthy');
    expect(
      await until(stage, text => text.includes(older.slice(0, 7))),
    ).toMatch(/^merged: dev: /);
    synced(commit, 'Degraded');
    await until(stage, text => text.startsWith('applied: dev: '));
    synced(commit, 'Healthy');
    expect(await until(stage, text => text.startsWith('healthy'))).toBe(
      'healthy: ',
    );
  });
});
