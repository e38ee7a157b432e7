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

const list = (count: number, rest: object = {}) => ({
  items: Array.from({ length: count }, (_, i) => ({
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off restarting failed container',
    involvedObject: { kind: 'Pod', name: `web-${i}` },
    lastTimestamp: new Date().toISOString(),
    count: 2,
  })),
  metadata: {},
  ...rest,
});

describe('GET /tenants/:tenant/events', () => {
  let portal: Portal;
  const { get, settled } = clientOf(() => portal);
  const asked = () =>
    portal.cluster.requests.filter(({ url }) => url.includes('/events'));
  const events = () =>
    until(
      () => get('tenants/pay/events'),
      ({ body }) => !/not known as one/.test(JSON.stringify(body)),
    );

  beforeEach(async () => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/web.yaml': tenantFile('web', 'shop'),
      },
    });
    portal.cluster.put(namespace('pay', 'pay'));
    await settled();
  });

  afterEach(async () => {
    await portal.stop();
  });

  it('lists what happened in its own namespace, once for all who look', async () => {
    portal.cluster.fault = url =>
      url.startsWith('/api/v1/namespaces/pay/events')
        ? { status: 200, body: list(1) }
        : undefined;

    const { body } = await events();
    await Promise.all([events(), events()]);

    expect(body.environments).toMatchObject([
      {
        environment: 'dev',
        objects: [
          {
            kind: 'Pod',
            name: 'web-0',
            lines: [{ reason: 'BackOff', count: 2 }],
          },
        ],
      },
    ]);
    expect(asked()).toHaveLength(1);
  });

  it('is not there for others, and asks the cluster nothing for them', async () => {
    await get('tenants/pay/events', 'bob').expect(404);
    await get('tenants/pay/events?environment=prod').expect(404);
    expect(asked()).toEqual([]);
  });

  it('takes warnings alone where there are too many, and says so', async () => {
    portal.cluster.fault = url =>
      url.startsWith('/api/v1/namespaces/pay/events')
        ? {
            status: 200,
            body: url.includes('Warning')
              ? list(1)
              : list(500, { metadata: { continue: 'more' } }),
          }
        : undefined;

    const { body } = await events();

    expect(body.environments[0].objects).toHaveLength(1);
    expect(asked()).toHaveLength(5);
  });

  it('says that it is not known where the cluster refuses or talks nonsense', async () => {
    portal.cluster.fault = url =>
      url.startsWith('/api/v1/namespaces/pay/events')
        ? { status: 403, body: { message: 'events is forbidden' } }
        : undefined;

    const { body } = await events();

    expect(body.environments).toEqual([
      {
        environment: 'dev',
        objects: [],
        problem: expect.stringMatching(
          /does not allow the portal to read events/,
        ),
      },
    ]);
  });
});
