import type { Entity } from '@backstage/catalog-model';
import type { FakeCluster } from '../__testUtils__/FakeCluster';
import { clientOf, until } from '../__testUtils__/clientOf';
import { type Portal, startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const KINDS = [
  ['apps', 'v1', 'Deployment', 'deployments'],
  ['', 'v1', 'Service', 'services'],
  ['argoproj.io', 'v1alpha1', 'AppProject', 'appprojects'],
  ['gateway.networking.k8s.io', 'v1', 'Gateway', 'gateways'],
  ['gateway.networking.k8s.io', 'v1', 'GatewayClass', 'gatewayclasses'],
  ['gateway.networking.k8s.io', 'v1', 'HTTPRoute', 'httproutes'],
] as const;

const CARDS = ['status', 'secrets', 'workloads', 'quota', 'events'];

const object = (
  apiVersion: string,
  kind: string,
  [home, name]: [string | undefined, string],
  rest: object = {},
  metadata: object = {},
) => ({
  apiVersion,
  kind,
  metadata: { name, ...(home ? { namespace: home } : {}), ...metadata },
  ...rest,
});

const namespace = (name: string, metadata = {}) =>
  object('v1', 'Namespace', [undefined, name], {}, metadata);

const deployment = (home: string, name: string) =>
  object('apps/v1', 'Deployment', [home, name], {
    spec: { replicas: 1, template: { spec: { containers: [] } } },
  });

const application = (name: string, status: object = {}) =>
  object('argoproj.io/v1alpha1', 'Application', ['argocd', name], {
    spec: {
      project: 'payments',
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'payments',
      },
      source: { repoURL: 'https://git.example.com/a.git', path: '.' },
    },
    status: {
      sync: { status: 'Synced', revision: 'abc' },
      health: { status: 'Healthy' },
      ...status,
    },
  });

const entity = (name: string, home: string, owner = 'payments'): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-namespace': home },
  },
  spec: { type: 'service', lifecycle: 'production', owner },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
});

const payments = {
  owner: 'group:default/payments',
  namespaces: ['payments'],
  projects: ['payments'],
};

let portal: Portal;
const { get } = clientOf(() => portal);
const card = (name: string, which = 'status', user = 'ada') =>
  get(`entities/component/default/${name}/${which}`, user);

async function start(
  unmanaged: object,
  entities: Entity[],
  options: { tenancy?: object; whole?: boolean } = {},
): Promise<void> {
  const clusters = (url: string) => ({
    kubernetes: {
      clusterLocatorMethods: [
        { type: 'config', clusters: [{ name: 'one', url }] },
      ],
    },
  });
  const fill = (cluster: FakeCluster) =>
    KINDS.forEach(([group, version, kind, plural]) =>
      cluster.serve({ group, version, kind, plural }),
    );
  portal = await startPortal(
    options.whole
      ? { fill, entities, config: clusters, tenancy: { unmanaged } }
      : {
          fill,
          unconfigured: true,
          entities,
          config: url => ({
            ...clusters(url),
            tenancy: { admins: ['group:default/platform'], unmanaged },
          }),
        },
  );
}

/** Waits until a kind that is put last is read, and with it all before it. */
const workloadsOf = (name: string, count: number, user = 'ada') =>
  until(
    () => card(name, 'workloads', user),
    ({ body }) => body.workloads?.workloads.length === count,
  );

afterEach(() => portal.stop());

describe('what lies elsewhere', () => {
  it('is cut from Applications, with messages and images', async () => {
    await start({ access: 'owners', owners: [payments] }, [
      entity('pay', 'payments'),
    ]);
    const { cluster } = portal;
    ['payments', 'vault'].forEach(name => cluster.put(namespace(name)));
    cluster.put(
      application('pay', {
        sync: { status: 'OutOfSync', revision: 'abc' },
        health: { status: 'Degraded', message: 'Deployment c4n4ry is down' },
        summary: { images: ['registry/c4n4ry:1'] },
        conditions: [{ type: 'SyncError', message: 'c4n4ry is refused' }],
        operationState: {
          phase: 'Failed',
          message: 'c4n4ry failed',
          syncResult: {
            resources: [
              {
                group: 'apps',
                kind: 'Deployment',
                namespace: 'vault',
                name: 'c4n4ry',
                status: 'SyncFailed',
                message: 'c4n4ry is refused',
              },
            ],
          },
        },
        resources: [
          {
            group: 'apps',
            kind: 'Deployment',
            namespace: 'vault',
            name: 'c4n4ry',
            status: 'OutOfSync',
          },
          {
            group: 'rbac.authorization.k8s.io',
            kind: 'ClusterRole',
            name: 'c4n4ry',
            status: 'OutOfSync',
          },
        ],
      }),
    );
    cluster.put(deployment('vault', 'c4n4ry'));
    cluster.put(deployment('payments', 'pay'));
    await workloadsOf('pay', 1);
    const { body } = await until(
      () => card('pay'),
      answer => answer.body.sync?.environments[0]?.applications.length === 1,
    );
    expect(body.sync.environments[0].state).toBe('Degraded');
    for (const which of CARDS) {
      expect(JSON.stringify((await card('pay', which)).body)).not.toMatch(
        /c4n4ry|vault/,
      );
    }
  });

  it('is unknown of a route, and shown where its namespace is shared', async () => {
    const route = object(
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      ['payments', 'pay'],
      {
        spec: {
          parentRefs: [{ name: 'external', namespace: 'c4n4ry' }],
          hostnames: ['pay.example.com'],
          rules: [
            { backendRefs: [{ name: 'web', namespace: 'vault', port: 1 }] },
          ],
        },
      },
    );
    const gateway = object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      ['c4n4ry', 'external'],
      {
        spec: {
          gatewayClassName: 'none',
          listeners: [{ name: 'secret-listener', port: 80, protocol: 'HTTP' }],
        },
        status: { addresses: [{ value: '10.9.8.7' }] },
      },
    );
    const told = async (further: object) => {
      await start({ access: 'owners', owners: [payments], ...further }, [
        entity('pay', 'payments'),
      ]);
      const { cluster } = portal;
      ['payments', 'c4n4ry', 'vault'].forEach(name =>
        cluster.put(namespace(name)),
      );
      cluster.put(gateway);
      cluster.put(route);
      cluster.put(deployment('payments', 'pay'));
      await workloadsOf('pay', 1);
      const { body } = await until(
        () => card('pay'),
        answer => answer.body.network?.routes.length === 1,
      );
      return JSON.stringify(body.network);
    };
    const closed = await told({});
    expect(closed).not.toMatch(/secret-listener|10\.9\.8\.7/);
    expect(closed).toMatch(/"kind":"gateway"[^}]*"Unknown"|"Unknown"/);
    expect(closed).not.toMatch(/does not exist/);
    await portal.stop();
    const shared = await told({ sharedNamespaces: ['c4n4ry'] });
    expect(shared).toMatch(/10\.9\.8\.7/);
  });
});

describe('labels', () => {
  const metadata = { labels: { team: 'payments' } };

  it('say nothing by themselves', async () => {
    await start(
      { access: 'owners', owners: [{ ...payments, namespaces: ['a-b'] }] },
      [entity('pay', 'labelled'), entity('ok', 'a-b')],
    );
    portal.cluster.put(namespace('labelled', metadata));
    portal.cluster.put(namespace('a-b'));
    portal.cluster.put(deployment('a-b', 'pay'));
    await workloadsOf('ok', 1);
    expect((await card('pay')).status).toBe(404);
  });

  it('say whose a namespace is where configuration trusts them', async () => {
    const owner = 'group:default/${{ value }}';
    await start(
      {
        access: 'owners',
        trusted: [
          { kind: 'Namespace', label: 'team', owner, teamsCannotWrite: true },
        ],
      },
      [
        entity('pay', 'labelled'),
        entity('other', 'others'),
        entity('plain', 'plain'),
      ],
    );
    const { cluster } = portal;
    cluster.put(namespace('labelled', metadata));
    cluster.put(namespace('others', { labels: { team: 'shop' } }));
    cluster.put(namespace('plain', { annotations: { team: 'payments' } }));
    cluster.put(deployment('labelled', 'pay'));
    await workloadsOf('pay', 1);
    expect((await card('other')).status).toBe(404);
    expect((await card('plain')).status).toBe(404);
  });
});

describe('access for all who read entities', () => {
  it('shows any namespace to anybody, and says so to admins', async () => {
    await start({ access: 'entityReaders' }, [entity('pay', 'vault', 'shop')]);
    portal.cluster.put(namespace('vault'));
    portal.cluster.put(deployment('vault', 'v'));
    await workloadsOf('pay', 1);
    const { body } = await get('setup', 'root');
    expect(body.notes.join()).toMatch(
      /anyone who can register an entity can read any workload that the reader account sees/,
    );
  });
});

describe('beside a platform', () => {
  it('tenants win, whatever is mapped', async () => {
    await start(
      {
        access: 'owners',
        owners: [{ ...payments, namespaces: ['theirs', 'free', 'their-*'] }],
      },
      [entity('pay', 'theirs'), entity('free', 'free')],
      { whole: true },
    );
    const { cluster } = portal;
    cluster.put(
      namespace('theirs', {
        labels: {
          'tenancy.groundwork.dev/tenant': 'shop',
          'tenancy.groundwork.dev/environment': 'dev',
        },
        annotations: { 'tenancy.groundwork.dev/owner': 'group:default/shop' },
      }),
    );
    cluster.put(namespace('free'));
    cluster.put(deployment('theirs', 'c4n4ry'));
    cluster.put(deployment('free', 'pay'));
    await workloadsOf('free', 1);
    for (const which of CARDS) {
      expect((await card('pay', which)).status).toBe(404);
    }
    // Its owner sees it as a tenant.
    const { body } = await card('pay', 'workloads', 'bob');
    expect(body.tenant).toBe('shop');
  });
});

describe('rights in single namespaces', () => {
  it('are enough, and the setup page says what is missing', async () => {
    await start({ access: 'owners', owners: [payments] }, [
      entity('pay', 'payments'),
    ]);
    const { cluster } = portal;
    cluster.fault = url =>
      /selfsubjectaccessreviews|customresourcedefinitions|\/(apis|api)\/?$/.test(
        url,
      ) ||
      /^\/(apis\/[^/]+\/v[^/]+|api\/v1)$/.test(url) ||
      /\/namespaces\/(payments|argocd)\//.test(url)
        ? undefined
        : { status: 403, body: { kind: 'Status', message: 'no' } };
    cluster.may = ({ namespace: home, verb, resource }) =>
      home === 'payments' && !(verb === 'watch' && resource === 'pods');
    cluster.put(namespace('payments'));
    cluster.put(application('pay'));
    cluster.put(deployment('vault', 'c4n4ry'));
    cluster.put(deployment('payments', 'pay'));
    await workloadsOf('pay', 1);
    const { body } = await until(
      () => card('pay'),
      answer => answer.body.sync?.environments[0]?.state === 'Healthy',
    );
    expect(JSON.stringify(body)).not.toContain('c4n4ry');
    // What changes later is told, too.
    cluster.put(deployment('payments', 'second'));
    cluster.put(deployment('vault', 'c4n4ry-2'));
    await workloadsOf('pay', 2);
    cluster.remove(deployment('payments', 'second'));
    await workloadsOf('pay', 1);

    const setup = await get('setup', 'root');
    const [{ kinds }] = setup.body.clusters;
    const right = (kind: string) =>
      kinds.find((each: { kind: string }) => each.kind === kind);
    expect(right('Deployment')).toMatchObject({
      right: 'allowed',
      namespaces: ['payments'],
    });
    expect(right('Pod')).toMatchObject({ right: 'missing' });
    expect(right('Pod').why).toMatch(/watch/);
    expect(right('Namespace')).toMatchObject({ right: 'missing' });
    expect(right('Namespace').cost).toMatch(/labels/);
    expect(right('ExternalSecret')).toMatchObject({ right: 'absent' });
    expect(setup.body.namespacedManifest).toMatch(/kind: RoleBinding/);
    expect(setup.body.namespacedManifest).not.toMatch(/ClusterRoleBinding/);
  });
});

describe('the setup page', () => {
  it('is for admins, and calls what could not be asked unknown', async () => {
    await start({ access: 'owners', owners: [payments] }, []);
    await until(
      () => get('setup', 'root'),
      ({ body }) =>
        body.clusters[0].kinds.some(
          ({ right }: { right: string }) => right === 'absent',
        ),
    );
    const { body } = await get('setup', 'root');
    expect(body.configured).toBe('unmanaged');
    // The cluster has no reviews.
    expect(
      body.clusters[0].kinds.find(
        ({ kind }: { kind: string }) => kind === 'Pod',
      ),
    ).toMatchObject({ right: 'unknown' });
    expect((await get('setup', 'ada')).status).toBe(403);
  });

  it('tells how to begin where nothing is configured', async () => {
    portal = await startPortal({ unconfigured: true });
    const { body, status } = await get('setup', 'ada');
    expect(status).toBe(200);
    expect(body.config).toContain('unmanaged:');
    expect(body.clusters).toEqual([]);
    expect((await card('pay')).status).toBe(503);
  });
});
