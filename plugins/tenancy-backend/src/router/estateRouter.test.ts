import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const namespace = (name: string, tenant: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: {
      'tenancy.groundwork.dev/tenant': tenant,
      'tenancy.groundwork.dev/environment': 'dev',
    },
  },
});

const image = 'registry.example.com/team/web:1.4.2';

const application = (tenant: string) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    name: `${tenant}-dev`,
    namespace: 'argocd',
    labels: { 'tenancy.groundwork.dev/tenant': tenant },
  },
  spec: {
    project: `${tenant}-dev`,
    destination: { name: 'one', namespace: tenant },
    source: { repoURL: 'https://git.example.com/acme/estate.git' },
  },
  status: {
    sync: { status: 'Synced', revision: 'a'.repeat(40) },
    health: { status: 'Degraded' },
    summary: { images: [image] },
    conditions: [
      {
        type: 'ComparisonError',
        message: 'rpc error: authentication required',
      },
    ],
  },
});

const quota = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'quota', namespace: name },
  spec: { hard: { pods: '10', services: '10' } },
  status: {
    hard: { pods: '10', services: '10' },
    used: { pods: '9', services: '1' },
  },
});

describe('the routes of the estate', () => {
  let portal: Portal;
  const { get, settled } = clientOf(() => portal);

  beforeEach(async () => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/web.yaml': tenantFile('web', 'shop'),
        'tenants/web/requests/workload-broken.yaml': 'kind: [',
      },
    });
    portal.cluster.serve({
      group: '',
      version: 'v1',
      kind: 'ResourceQuota',
      plural: 'resourcequotas',
    });
    for (const name of ['pay', 'web']) {
      portal.cluster.put(namespace(name, name));
      portal.cluster.put(application(name));
      portal.cluster.put(quota(name));
    }
    await settled();
  });
  afterEach(() => portal.stop());

  /** The answer once all was looked at that is there by now. */
  const whole = (user: string) =>
    until(
      () => get('estate', user).expect(200),
      ({ body }) =>
        body.pending === 0 &&
        body.quotas.length === body.tenants &&
        body.causes.some(({ text }: { text: string }) =>
          text.includes('authentication required'),
        ) &&
        body.findingsAt !== undefined,
    );

  it('tells one cause of several tenants once, and each team of its own alone', async () => {
    const { body: all } = await whole('root');
    expect(all).toMatchObject({ tenants: 2, isAdmin: true });
    expect(all.causes).toHaveLength(1);
    expect(all.causes[0]).toMatchObject({
      tenants: ['pay', 'web'],
      count: 2,
      environments: ['dev'],
    });
    expect(all.causes[0].text).toContain('authentication required');

    const { body: own } = await whole('ada');
    expect(own).toMatchObject({ tenants: 1, isAdmin: false });
    expect(own.causes[0]).toMatchObject({ tenants: ['pay'], count: 1 });
    expect(own.quotas).toEqual([
      {
        tenant: 'pay',
        environment: 'dev',
        quota: 'quota',
        resource: 'pods',
        used: '9',
        hard: '10',
        share: 0.9,
      },
    ]);
    expect(JSON.stringify(own)).not.toContain('web');
  });

  it('shows nobody anything of tenants that are not theirs', async () => {
    await whole('root');
    const { body } = await get('estate', 'stranger').expect(200);
    expect(body).toMatchObject({
      tenants: 0,
      causes: [],
      quotas: [],
      findings: [],
    });
    const { body: none } = await get('estate/findings', 'stranger');
    expect(none).toMatchObject({ items: [], total: 0 });
    const { body: asked } = await get('estate/findings?tenant=web', 'ada');
    expect(asked.total).toBe(0);
  });

  it('lists findings by tenant, and what is of no tenant to admins alone', async () => {
    await whole('root');
    const { body: all } = await get('estate/findings?limit=1000', 'root');
    const codes = all.items.map(
      ({ code, tenant }: { code: string; tenant?: string }) =>
        `${code} ${tenant ?? '-'}`,
    );
    expect(codes).toContain('GuardRailMissing -');
    expect(
      all.items.filter(({ tenant }: { tenant?: string }) => tenant === 'web')
        .length,
    ).toBeGreaterThan(0);
    expect(all.items.every((each: object) => !('evidence' in each))).toBe(true);

    const { body: own } = await get('estate/findings?limit=1000', 'bob');
    expect(
      own.items.every(({ tenant }: { tenant?: string }) => tenant === 'web'),
    ).toBe(true);
    expect(JSON.stringify(own)).not.toMatch(/\bpay\b/);
  });

  it('pages findings, and refuses what it cannot read', async () => {
    const { body: all } = await whole('root');
    const total = all.totals.findings;
    const { body } = await get('estate/findings?limit=1', 'root');
    expect(body).toMatchObject({ total, next: 1 });
    await get('estate/findings?limit=0', 'root').expect(400);
    await get('estate/findings?limit=1001', 'root').expect(400);
    await get('estate/findings?code=../x', 'root').expect(400);
    await get('estate/findings?severity=grave', 'root').expect(400);
    await get('estate/findings?code=a&code=b', 'root').expect(400);
  });

  it('tells of a cluster that went silent once, with the tenants on it', async () => {
    await whole('root');
    portal.front.fault = (_, response) => {
      response.destroy();
      return true;
    };
    portal.front.cut();
    const { body } = await until(
      () => get('estate', 'root').expect(200),
      ({ body: { causes } }) =>
        causes.some(({ key }: { key: string }) => key === 'cluster/one'),
    );
    expect(
      body.causes.filter(({ state }: { state: string }) => state === 'Unknown'),
    ).toEqual([
      expect.objectContaining({
        text: 'cluster one does not answer',
        count: 2,
        fixableBy: 'platform',
      }),
    ]);
  });

  it('finds tenants by the images that they run', async () => {
    await whole('ada');
    const { body } = await get('tenants');
    expect(body.items[0].images).toEqual([image]);
  });
});
