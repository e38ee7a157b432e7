import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const canary = 'c4n4ry-value';

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

const externalSecret = (name: string) => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name, namespace: 'pay' },
  spec: {
    secretStoreRef: { name: 'vault' },
    target: { template: { data: { PASSWORD: canary } } },
    data: [{ secretKey: 'a', remoteRef: { key: 'pay/db' } }],
  },
  status: {
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'SecretSyncedError',
        message: `Invalid value: "${canary}"`,
      },
    ],
  },
});

const gatewayOfOthers = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'theirs', namespace: 'web' },
  spec: {
    gatewayClassName: 'x',
    listeners: [
      {
        name: 'https',
        port: 443,
        protocol: 'HTTPS',
        tls: { certificateRefs: [{ name: 'db', namespace: 'pay' }] },
      },
    ],
  },
};

describe('the routes of cards', () => {
  let portal: Portal;
  const { get, settled } = clientOf(() => portal);

  beforeEach(async () => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/web.yaml': tenantFile('web', 'shop'),
      },
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'shop',
            annotations: { 'tenancy.groundwork.dev/tenant': 'pay' },
          },
          spec: {},
        },
      ],
    });
    portal.cluster.serve({
      group: 'external-secrets.io',
      version: 'v1',
      kind: 'ExternalSecret',
      plural: 'externalsecrets',
    });
    portal.cluster.serve({
      group: 'gateway.networking.k8s.io',
      version: 'v1',
      kind: 'Gateway',
      plural: 'gateways',
    });
    portal.cluster.put(namespace('pay', 'pay'));
    portal.cluster.put(namespace('web', 'web'));
    await settled();
  });
  afterEach(() => portal.stop());

  it.each(['secrets', 'workloads', 'quota'])(
    'shows %s to owners and admins, and to nobody else',
    async card => {
      for (const place of ['tenants/pay', 'entities/component/default/shop']) {
        await get(`${place}/${card}`, 'ada').expect(200);
        await get(`${place}/${card}`, 'root').expect(200);
        await get(`${place}/${card}`, 'bob').expect(404);
        await get(`${place}/${card}`, 'stranger').expect(404);
      }
      const foreign = await get(`tenants/pay/${card}`, 'bob').expect(404);
      const none = await get(`tenants/nay/${card}`, 'bob').expect(404);
      expect(foreign.body.error.message.replace('pay', 'nay')).toBe(
        none.body.error.message,
      );
    },
  );

  it('takes one environment, and refuses what is none', async () => {
    const { body } = await get('tenants/pay/secrets?environment=dev');
    expect(body.secrets.secrets).toEqual([]);
    await get('tenants/pay/secrets?environment=prod').expect(404);
    const { body: wrong } = await get(
      'tenants/pay/secrets?environment=UPPER',
    ).expect(400);
    expect(wrong.error.message).toMatch(/^Bad request: environment: /);
    await get('tenants/pay/secrets?environment=a&environment=b').expect(400);
  });

  it('tells the status of one environment, and where the tenant is', async () => {
    for (const place of ['tenants/pay', 'entities/component/default/shop']) {
      const { body } = await get(`${place}/status?environment=dev`).expect(200);
      expect(body.environments).toMatchObject([{ name: 'dev' }]);
      expect(body.sync.environments).toMatchObject([{ environment: 'dev' }]);
      const { body: none } = await get(
        `${place}/status?environment=prod`,
      ).expect(404);
      expect(none.error.message).toBe(
        'Tenant pay is not in an environment prod: it is in dev',
      );
    }
  });

  it('follows the cluster, shows no value and asks for no Secret', async () => {
    portal.cluster.put(gatewayOfOthers);
    portal.cluster.put(externalSecret('db'));
    const found = () =>
      until(
        () => get('tenants/pay/secrets'),
        ({ body }) => body.secrets.secrets.length === 1,
      );

    const { body, headers } = await found();

    expect(body.secrets.secrets[0]).toMatchObject({
      secret: 'db',
      keys: ['PASSWORD'],
      state: 'Degraded',
      // The Gateway is of a tenant that the caller may not see.
      usedBy: [],
    });
    expect(JSON.stringify(body)).not.toContain(canary);
    expect(JSON.stringify(body)).not.toContain('theirs');
    expect(
      portal.cluster.requests.filter(({ url }) => /\/secrets\b/.test(url)),
    ).toEqual([]);
    await get('tenants/pay/secrets')
      .set('If-None-Match', headers.etag)
      .expect(304);
  });
});
