import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { shuttleExtension } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { clientOf, until } from './__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenancyConfig,
  tenantFile,
} from './__testUtils__/startPortal';
import tenancyPlugin from './index';

jest.setTimeout(30_000);

const [dev] = tenancyConfig.environments;
const { argocd: _, ...withoutArgoCd } = dev;
const delivered = (delivery: object) => ({
  environments: [{ ...withoutArgoCd, delivery }],
});

describe('a delivery beside Argo CD', () => {
  let portal: Portal | undefined;

  const { get, post, settled } = clientOf(() => {
    if (!portal) {
      throw new Error('the portal did not start');
    }
    return portal;
  });

  const start = async () => {
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
      features: [shuttleExtension],
      tenancy: delivered({ name: 'shuttle', lane: 'fast' }),
    });
    portal.cluster.serve({
      group: 'shuttle.acme.example',
      version: 'v1',
      kind: 'Shuttle',
      plural: 'shuttles',
    });
    portal.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'pay',
        labels: {
          'tenancy.groundwork.dev/tenant': 'pay',
          'tenancy.groundwork.dev/environment': 'dev',
        },
      },
    });
    await settled();
    return portal;
  };

  const shuttle = (status: object) => ({
    apiVersion: 'shuttle.acme.example/v1',
    kind: 'Shuttle',
    metadata: { name: 'pay', namespace: 'pay' },
    status,
  });

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  it('renders what it needs for a tenant, and nothing of Argo CD', async () => {
    await start();

    const { body } = await post(
      'preview',
      {
        request: {
          apiVersion: 'tenancy.groundwork.dev/v1',
          kind: 'Tenant',
          metadata: { name: 'fresh' },
          spec: {
            owner: 'group:default/payments',
            environments: ['dev'],
            tier: 'small',
          },
        },
        expect: 'create',
      },
      'root',
    ).expect(200);

    const files = new Map<string, string>(
      body.files.map(({ path, content }: { path: string; content: string }) => [
        path,
        content,
      ]),
    );
    expect(files.get('platform/dev/fresh/cluster/shuttle.yaml')).toContain(
      'lane: fast',
    );
    expect(
      files.get('platform/dev/fresh/cluster/kustomization.yaml'),
    ).toContain('shuttle.yaml');
    expect([...files.keys()].filter(path => path.includes('argocd'))).toEqual(
      [],
    );
    expect([...files.values()].join('')).not.toContain('argoproj.io/v1alpha1');
    const shared = await post('platform/preview', {}, 'root');
    expect(JSON.stringify(shared.body)).not.toContain('_shared/argocd');
  });

  it('tells how a tenant fares, and where to look', async () => {
    const { cluster } = await start();
    const sync = () => get('tenants/pay/status').expect(200);

    const missing = await until(
      sync,
      ({ body }) => body.sync.state === 'Missing',
    );
    expect(missing.body.links).toMatchObject({
      argocd: {},
      delivery: [
        {
          environment: 'dev',
          title: 'Shuttle',
          url: 'https://shuttle.acme.example/one/pay',
        },
      ],
    });

    cluster.put(shuttle({ error: 'no such directory' }));
    const broken = await until(
      sync,
      ({ body }) => body.sync.state === 'Degraded',
    );
    expect(broken.body.sync).toMatchObject({
      why: 'dev: no such directory',
      fixableBy: 'tenant',
    });

    cluster.put(shuttle({ arrived: 'abc' }));
    const { body } = await until(
      sync,
      each => each.body.sync.state === 'Healthy',
    );
    expect(body.sync.environments).toMatchObject([
      { environment: 'dev', applications: [{ ref: { kind: 'Shuttle' } }] },
    ]);
  });

  it('refuses requests that only Argo CD can serve', async () => {
    await start();

    const { body } = await post('preview', {
      request: {
        apiVersion: 'tenancy.groundwork.dev/v1',
        kind: 'Application',
        metadata: { name: 'redis', tenant: 'pay' },
        spec: {
          sources: [
            {
              type: 'helm',
              repo: 'registry.acme.example/charts',
              chart: 'redis',
              revision: '21.2.0',
            },
          ],
        },
      },
      expect: 'create',
    }).expect(200);

    expect(body.findings).toContainEqual(
      expect.objectContaining({ code: 'NotServedByArgoCd' }),
    );
  });

  it.each([
    [{ name: 'ferry' }, 'environments[0].delivery.name'],
    [{ name: 'shuttle', lanes: 2 }, 'environments[0].delivery'],
    [{ name: 'argocd', lane: 'fast' }, 'argocd'],
  ])('does not start with %j', async (delivery, message) => {
    const failed = startTestBackend({
      features: [
        tenancyPlugin,
        mockServices.rootConfig.factory({
          data: { tenancy: { ...tenancyConfig, ...delivered(delivery) } },
        }),
        catalogServiceMock.factory(),
        shuttleExtension,
      ],
    }).then(() => 'started', String);

    expect(await failed).toContain(message);
  });
});
