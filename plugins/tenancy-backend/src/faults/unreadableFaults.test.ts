import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

/** Deeper than anything that reads it may call itself. */
function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) {
    value = [value];
  }
  return value;
}

describe('an object that nobody can read', () => {
  let portal: Portal;

  const { get, post, settled } = clientOf(() => portal);
  const namespace = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        'tenancy.groundwork.dev/tenant': name,
        'tenancy.groundwork.dev/environment': 'dev',
      },
    },
  });
  const policy = (home: string, spec: object) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'extra', namespace: home },
    spec,
  });
  const deny = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
  const isolation = async () =>
    (await get('tenants/pay/status').expect(200)).body.network.isolation[0];
  const findings = async () =>
    (await get('platform/findings', 'root')).body?.items ?? [];

  beforeEach(async () => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/shop.yaml': tenantFile('shop', 'shop'),
      },
    });
    portal.cluster.put(namespace('pay'));
    portal.cluster.put(namespace('shop'));
    portal.cluster.serve({
      group: 'networking.k8s.io',
      version: 'v1',
      kind: 'NetworkPolicy',
      plural: 'networkpolicies',
    });
    portal.cluster.serve({
      group: '',
      version: 'v1',
      kind: 'ResourceQuota',
      plural: 'resourcequotas',
    });
    portal.cluster.put({
      ...policy('pay', deny),
      metadata: { name: 'deny', namespace: 'pay' },
    });
    await settled();
    await until(isolation, each => each?.ingress === 'isolated');
  });

  afterEach(() => portal.stop());

  it('leaves it open whether its namespace is closed, until it is mended', async () => {
    portal.cluster.put(policy('pay', { ...deny, ingress: deep(400) }));
    const unknown = await until(isolation, each => each.ingress === 'unknown');
    expect(unknown.egress).toBe('unknown');
    expect(unknown.why).toMatch(/that cannot be read/);

    portal.cluster.put(policy('pay', deny));
    await until(isolation, each => each.ingress === 'isolated');

    portal.cluster.put(policy('pay', { ...deny, ingress: deep(400) }));
    await until(isolation, each => each.ingress === 'unknown');
    portal.cluster.remove(policy('pay', deny));
    await until(isolation, each => each.ingress === 'isolated');
  });

  it('says nothing of other namespaces', async () => {
    portal.cluster.put(policy('shop', { ...deny, ingress: deep(400) }));
    await until(
      async () => (await get('tenants/shop/status', 'bob')).body.network,
      network => network.isolation[0].ingress === 'unknown',
    );
    expect(await isolation()).toMatchObject({ ingress: 'isolated' });
  });

  it('is a quota of which a preview says that it was not checked', async () => {
    portal.cluster.put({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'tenant', namespace: 'pay' },
      spec: { hard: deep(400) },
    });
    const { body } = await until(
      () =>
        post('preview', {
          request: {
            apiVersion: 'tenancy.groundwork.dev/v1',
            kind: 'Tenant',
            metadata: { name: 'pay' },
            spec: {
              owner: 'group:default/payments',
              environments: ['dev'],
              tier: 'small',
            },
          },
          expect: 'change',
        }).expect(200),
      ({ body: { findings: found } }) =>
        found.some(
          ({ code, message }: { code: string; message: string }) =>
            code === 'NotChecked' && message.includes('ResourceQuota'),
        ),
    );
    expect(body.checkedLive).toBeDefined();
  });

  it('is none where only values of a chart nest deep', async () => {
    portal.cluster.put({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'pay-dev',
        namespace: 'argocd',
        labels: { 'tenancy.groundwork.dev/tenant': 'pay' },
      },
      spec: {
        project: 'pay-dev',
        destination: { name: 'one', namespace: 'pay' },
        source: { helm: { valuesObject: deep(2000) } },
      },
      status: { sync: { status: 'Synced' }, health: { status: 'Healthy' } },
    });
    await until(
      async () => (await get('tenants/pay/status')).body.sync.environments[0],
      ({ applications }) => applications.length === 1,
    );
    expect(await findings()).toEqual([]);
  });
});
