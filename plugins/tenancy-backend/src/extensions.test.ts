import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createTenancyExtension } from '@groundwork/backstage-plugin-tenancy-node';
import { queueExtension } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import tenancyPlugin from './index';
import { clientOf, until } from './__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenancyConfig,
  tenantFile,
} from './__testUtils__/startPortal';

jest.setTimeout(30_000);

const queue = (size: number) => ({
  apiVersion: 'tenancy.groundwork.dev/v1',
  kind: 'Queue',
  metadata: { name: 'orders', tenant: 'pay' },
  spec: { size },
});

describe('an extension of somebody else', () => {
  let portal: Portal | undefined;

  const { get, post, settled } = clientOf(() => {
    if (!portal) {
      throw new Error('the portal did not start');
    }
    return portal;
  });

  const start = async (files: Record<string, string> = {}) => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        ...files,
      },
      features: [queueExtension],
    });
    portal.cluster.serve({
      group: 'queues.acme.example',
      version: 'v1',
      kind: 'MessageQueue',
      plural: 'messagequeues',
    });
    await settled();
    return portal;
  };

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  it('renders, checks and shows its requests like those of Groundwork', async () => {
    const { cluster, git } = await start({
      'tenants/pay/requests/queue-orders.yaml': JSON.stringify(queue(10)),
    });
    cluster.put({
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
    await until(
      () => get('tenants'),
      ({ body }) => body.items[0]?.state !== undefined,
    );

    const { body } = await post('preview', {
      request: { ...queue(900), metadata: { name: 'more', tenant: 'pay' } },
      expect: 'create',
    }).expect(200);

    expect(body.changes).toContain('+ MessageQueue more in dev');
    expect(body.files.map(({ path }: { path: string }) => path)).toContain(
      'tenants/pay/dev/queue-more.yaml',
    );
    expect(body.findings).toContainEqual(
      expect.objectContaining({
        code: 'AcmeQueueLarge',
        subject: expect.objectContaining({ name: 'more' }),
      }),
    );
    const wrong = await post('preview', {
      request: { ...queue(5000), metadata: { name: 'more', tenant: 'pay' } },
      expect: 'create',
    }).expect(200);
    expect(wrong.body.findings).toMatchObject([
      { code: 'InvalidRequest', field: 'spec.size' },
    ]);
    const page = await get('tenants/pay/requests').expect(200);
    expect(page.body.items).toContainEqual(
      expect.objectContaining({
        kind: 'Queue',
        name: 'orders',
        capability: { template: 'acme-queue' },
      }),
    );
    expect(git.files.has('tenants/pay/dev/queue-more.yaml')).toBe(false);
  });

  it('has its kinds watched, and in all that is written of kinds', async () => {
    const { cluster } = await start();

    await until(
      async () => cluster.requests.map(({ url }) => url),
      urls =>
        urls.some(url =>
          url.startsWith('/apis/queues.acme.example/v1/messagequeues'),
        ),
    );
    const { text } = await get('platform/reader.yaml', 'root').expect(200);
    expect(text).toContain('queues.acme.example');
    expect(text).toContain('messagequeues');
    expect(text).not.toMatch(/^\s*- secrets$/m);
    await get('platform/reader.yaml', 'ada').expect(403);
    const { body } = await post(
      'preview',
      {
        request: {
          ...queue(1),
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
    const project = body.files.find(({ path }: { path: string }) =>
      path.endsWith('/argocd/project.yaml'),
    );
    expect(project.content).toContain('kind: MessageQueue');
  });

  it.each([
    [
      'the extension acme-queues',
      createTenancyExtension({ id: 'acme-queues' }),
      'The extension acme-queues cannot be used: it brings the id acme-queues twice.',
    ],
    [
      'Secrets',
      createTenancyExtension({
        id: 'nosy',
        kinds: [
          {
            group: '',
            kind: 'Secret',
            plural: 'secrets',
            versions: ['v1'],
            namespaced: true,
            writer: 'controller',
            reach: 'namespace',
            schema: 'core',
            watched: true,
          },
        ],
      }),
      'The extension nosy',
    ],
  ])('does not start with %s', async (_, feature, message) => {
    const failed = startTestBackend({
      features: [
        tenancyPlugin,
        mockServices.rootConfig.factory({ data: { tenancy: tenancyConfig } }),
        catalogServiceMock.factory(),
        queueExtension,
        feature,
      ],
    }).then(() => 'started', String);

    expect(await failed).toContain(message);
  });
});
