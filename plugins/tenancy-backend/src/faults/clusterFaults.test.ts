import { clientOf, until } from '../__testUtils__/clientOf';
import type { Fault } from '../__testUtils__/FaultyProxy';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const TEN_SECONDS = 10_000;

const answering =
  (status: number, body: string, headers: Record<string, string> = {}): Fault =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
    return true;
  };

const gone = JSON.stringify({
  kind: 'Status',
  code: 410,
  reason: 'Expired',
  message: 'The provided continue parameter is too old',
});

const missing = JSON.stringify({ kind: 'Status', code: 404 });

/** What befalls a cluster, and whether anybody can know then how its tenants fare. */
const faults: Array<[name: string, fault: Fault, isBlind: boolean]> = [
  [
    'refuses connections',
    (_, response) => {
      response.destroy();
      return true;
    },
    true,
  ],
  ['says nothing', () => true, true],
  [
    'lets its answers drip',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(drip));
      return true;
    },
    true,
  ],
  [
    'breaks off in the middle of its answers',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"kind":"List","metadata":{},"items":[{"metadata"');
      setTimeout(() => response.destroy(), 20);
      return true;
    },
    true,
  ],
  [
    'ends its answers too early',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"kind":"APIGroupList","groups":[');
      return true;
    },
    true,
  ],
  [
    'is too busy',
    answering(429, '{"kind":"Status","message":"too many requests"}', {
      'retry-after': '1',
    }),
    true,
  ],
  [
    'has forgotten where lists and watches were',
    (request, response) =>
      /limit=|watch=/.test(request.url ?? '') &&
      answering(410, gone)(request, response),
    false,
  ],
  ['has forgotten all it served', answering(404, missing), true],
  [
    'is a page in HTML',
    answering(200, '<html><body>Sign in</body></html>', {
      'content-type': 'text/html',
    }),
    true,
  ],
  [
    'sends people elsewhere',
    answering(302, '', { location: 'http://127.0.0.1:1/login' }),
    true,
  ],
  [
    'is something else that speaks JSON',
    answering(200, '{}', { 'content-type': 'application/json' }),
    true,
  ],
  [
    'is nothing but null',
    answering(200, 'null', { 'content-type': 'application/json' }),
    true,
  ],
  [
    'sends rubbish that it calls gzip',
    answering(200, '\u0001\u0002\u0003', { 'content-encoding': 'gzip' }),
    true,
  ],
  ['is broken inside', answering(500, '{"kind":"Status"}'), true],
  ['takes nobody in any more', answering(401, '{"kind":"Status"}'), true],
];

describe('a cluster that', () => {
  let portal: Portal;

  const { get, settled } = clientOf(() => portal);
  const namespace = (name: string, labels = {}) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        'tenancy.groundwork.dev/tenant': name,
        'tenancy.groundwork.dev/environment': 'dev',
        ...labels,
      },
    },
  });
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'pay-dev', namespace: 'argocd' },
    spec: {
      project: 'pay-dev',
      destination: { name: 'one', namespace: 'pay' },
      source: { repoURL: 'https://git.example.com/acme/estate.git', path: 'x' },
    },
    status: { sync: { status: 'Synced' }, health: { status: 'Healthy' } },
  };
  const cluster = async () => {
    const { body } = await get('tenants', 'root').expect(200);
    return body.sources.find(
      ({ source }: { source: string }) => source === 'cluster one',
    );
  };
  const stateOf = async () => (await get('tenants/pay').expect(200)).body.state;

  beforeEach(async () => {
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
    });
    portal.cluster.put(namespace('pay'));
    portal.cluster.put(application);
    await settled();
    await until(stateOf, state => state !== 'Unknown');
  });

  afterEach(() => portal.stop());

  it.each(faults)(
    '%s loses nothing, turns nothing green, and is back within ten seconds',
    async (_name, fault, isBlind) => {
      const before = await stateOf();
      portal.front.fault = fault;
      portal.front.cut();
      await until(cluster, source => !isBlind || Boolean(source.problem));
      await until(stateOf, state =>
        isBlind ? state === 'Unknown' : state !== undefined,
      );
      // What happens meanwhile is not seen, and what is known stays.
      portal.cluster.put(namespace('late'));
      const { body } = await get('tenants/pay/status').expect(200);
      expect(body.sync.environments).toMatchObject([
        { environment: 'dev', namespace: 'pay' },
      ]);
      expect((await get('tenants', 'root')).body.items).toMatchObject([
        { name: 'pay' },
      ]);

      portal.front.fault = undefined;
      const since = Date.now();
      await until(cluster, source => !source.problem);
      await until(
        async () => (await get('tenants', 'root')).body.items,
        items => items.length === 2,
      );
      await until(stateOf, state => state === before);
      expect(Date.now() - since).toBeLessThan(TEN_SECONDS);
    },
  );

  it('lacks one aggregated group is read in all others', async () => {
    portal.front.fault = (request, response) =>
      /^\/apis\/gateway\.networking/.test(request.url ?? '') &&
      answering(503, 'service unavailable')(request, response);
    portal.cluster.serve({
      group: 'gateway.networking.k8s.io',
      version: 'v1',
      kind: 'HTTPRoute',
      plural: 'httproutes',
    });

    const source = await until(cluster, ({ problem }) => Boolean(problem));
    expect(source.problem.message).toContain('HTTPRoute');
    portal.cluster.put(namespace('late'));
    await until(
      async () => (await get('tenants', 'root')).body.items,
      items => items.length === 2,
    );

    portal.front.fault = undefined;
    await until(cluster, ({ problem }) => !problem);
    expect(await stateOf()).not.toBe('Unknown');
  });

  it('takes one right away keeps all others, and the right is seen when it is back', async () => {
    portal.front.fault = (request, response) =>
      /^\/api\/v1\/pods/.test(request.url ?? '') &&
      answering(403, '{"kind":"Status","message":"no"}')(request, response);
    portal.front.cut();

    await until(cluster, ({ problem }) => problem?.unknown === 'forbidden');
    portal.cluster.put(namespace('late'));
    await until(
      async () => (await get('tenants', 'root')).body.items,
      items => items.length === 2,
    );

    portal.front.fault = undefined;
    await until(cluster, ({ problem }) => !problem);
    expect(await stateOf()).not.toBe('Unknown');
  });

  it('has 2,000 definitions of others is read all the same', async () => {
    for (let index = 0; index < 2000; index++) {
      portal.cluster.put({
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: `things.group${index}.example.com` },
        spec: {
          group: `group${index}.example.com`,
          names: { kind: 'Thing', plural: 'things' },
          versions: [{ name: 'v1', served: true, storage: true }],
        },
      });
    }
    portal.cluster.put(namespace('late'));
    await until(
      async () => (await get('tenants', 'root')).body.items,
      items => items.length === 2,
    );
    expect((await cluster()).problem).toBeUndefined();
  });
});
