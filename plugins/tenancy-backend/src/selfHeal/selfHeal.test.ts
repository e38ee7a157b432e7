import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenancyConfig,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const own = 'tenants/pay/requests/tenant/pay/self-heal';
const inHours = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString();

/** What a cluster with Argo CD serves, any fields. */
const definition = (kind: string, plural: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.argoproj.io` },
  spec: {
    group: 'argoproj.io',
    names: { kind, plural },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
});

describe('pausing self-heal', () => {
  let portal: Portal;
  const { get, post, settled } = clientOf(() => portal);
  const inGit = () => portal.git.files.get('platform/tenants/pay.yaml') ?? '';
  const application = () =>
    portal.git.files.get('platform/dev/pay/argocd/application.yaml') ?? '';

  async function start(tenancy: object = {}) {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/web.yaml': tenantFile('web', 'shop'),
      },
      entities: ['payments', 'shop'].map(name => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name },
      })),
      tenancy,
    });
    await settled();
    portal.cluster.put(definition('Application', 'applications'));
    portal.cluster.put(definition('AppProject', 'appprojects'));
  }

  afterEach(() => portal.stop());

  it('shows what it writes, writes it, and takes it out again', async () => {
    await start();
    const first = await get('tenants/pay/self-heal').expect(200);
    expect(first.body).toEqual({
      tenant: 'pay',
      mayChange: true,
      items: [
        {
          environment: 'dev',
          application: 'pay-dev',
          pause: { allowed: true },
          maxDays: 7,
          request: { tenant: 'pay', kind: 'Tenant', name: 'pay' },
        },
      ],
    });

    const end = inHours(4);
    const { body } = await get(
      `${own}?environment=dev&until=${encodeURIComponent(end)}`,
    ).expect(200);
    expect(JSON.stringify(body.files)).toContain('selfHealPauses');
    expect(inGit()).not.toContain('selfHealPauses');

    await until(
      () => post(own, { environment: 'dev', until: end }),
      ({ status }) => status === 202,
    );
    expect(inGit()).toContain(`until: ${end.slice(0, 16)}Z`);
    expect(application()).toContain('selfHeal: false');
    await until(
      () => get('tenants/pay/self-heal'),
      ({ body: view }) =>
        view.items[0].pausedUntil === Date.parse(`${end.slice(0, 16)}Z`),
    );

    await post(own, { environment: 'dev' }).expect(202);
    expect(inGit()).not.toContain('selfHealPauses');
    expect(application()).toContain('selfHeal: true');
    await post(own, { environment: 'dev' }).expect(409);
  });

  it.each([
    ['a time that is over', () => inHours(-1), 'a time to come'],
    ['a time that is too far', () => inHours(24 * 8), '7 days at most'],
    ['no time', () => 'tomorrow', 'until'],
  ])('refuses %s', async (_, untilOf, words) => {
    await start();
    const { body } = await post(own, {
      environment: 'dev',
      until: untilOf(),
    }).expect(400);
    expect(body.error.message).toContain(words);
    expect(inGit()).toBe(tenantFile('pay', 'payments'));
  });

  it('is nobody else’s, and of no other environment or request', async () => {
    await start();
    const input = { environment: 'dev', until: inHours(1) };
    await get('tenants/pay/self-heal', 'bob').expect(404);
    await get(`${own}?environment=dev`, 'bob').expect(404);
    await post(own, input, 'bob').expect(404);
    await post(own, { ...input, environment: 'prod' }).expect(404);
    await post('tenants/pay/requests/tenant/web/self-heal', input).expect(404);
    await post('tenants/pay/requests/workload/api/self-heal', input).expect(
      404,
    );
    expect(inGit()).toBe(tenantFile('pay', 'payments'));
  });

  it('is the platform’s to allow', async () => {
    const [dev] = tenancyConfig.environments;
    await start({
      environments: [{ ...dev, selfHealPauses: { allowed: false } }],
    });
    const { body } = await get('tenants/pay/self-heal').expect(200);
    expect(body.items[0].pause).toEqual({
      allowed: false,
      reason: 'The platform does not let self-heal be paused in dev.',
    });
    await post(own, { environment: 'dev', until: inHours(1) }).expect(400);
    expect(inGit()).toBe(tenantFile('pay', 'payments'));
  });
});
