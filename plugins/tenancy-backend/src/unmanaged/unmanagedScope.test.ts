import type { KubernetesObject } from '@groundwork/engine';
import { clientOf } from '../__testUtils__/clientOf';
import {
  application,
  component,
  deployment,
  namespace,
} from '../__testUtils__/lookObjects';
import { CARDS, lookPortal } from '../__testUtils__/lookPortal';
import type { Portal } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const payments = {
  owner: 'group:default/payments',
  namespaces: ['payments'],
  projects: ['payments'],
};
const owners = { access: 'owners', owners: [payments] };
const inNamespace = (name: string, home: string) =>
  component(name, { 'backstage.io/kubernetes-namespace': home });
const pay = inNamespace('pay', 'payments');

let portal: Portal;
const { get } = clientOf(() => portal);
const card = (name: string, which = 'status', user = 'ada') =>
  get(`entities/component/default/${name}/${which}`, user);

afterEach(() => portal.stop());

describe('what lies elsewhere', () => {
  it('is cut from Applications, with messages and images', async () => {
    const elsewhere = {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'vault',
      name: 'c4n4ry',
    };
    const status = {
      sync: { status: 'OutOfSync', revision: 'abc' },
      health: { status: 'Degraded', message: 'Deployment c4n4ry is down' },
      summary: { images: ['registry/c4n4ry:1'] },
      conditions: [{ type: 'SyncError', message: 'c4n4ry is refused' }],
      sourceHydrator: {
        currentOperation: { phase: 'Failed', message: 'c4n4ry' },
      },
      operationState: {
        phase: 'Failed',
        message: 'c4n4ry failed',
        operation: { sync: { resources: [elsewhere] } },
        syncResult: {
          resources: [
            {
              ...elsewhere,
              status: 'SyncFailed',
              message: 'c4n4ry is refused',
            },
          ],
        },
      },
      resources: [
        { ...elsewhere, status: 'OutOfSync' },
        {
          group: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'c4n4ry',
          status: 'OutOfSync',
        },
        { group: '', kind: 'Namespace', name: 'vault', status: 'OutOfSync' },
      ],
    };
    portal = await lookPortal({
      unmanaged: owners,
      entities: [pay],
      objects: [
        namespace('payments'),
        namespace('vault'),
        application('pay', { status }),
        deployment('vault', 'c4n4ry'),
        deployment('payments', 'pay'),
      ],
    });
    const { body } = await card('pay');
    expect(body.sync.environments[0]).toMatchObject({
      state: 'Degraded',
      applications: [{ ref: { name: 'pay' } }],
    });
    for (const which of CARDS) {
      expect(JSON.stringify((await card('pay', which)).body)).not.toMatch(
        /c4n4ry|vault/,
      );
    }
  });

  describe('of a route', () => {
    const gateway = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { namespace: 'c4n4ry', name: 'external' },
      spec: {
        gatewayClassName: 'none',
        listeners: [{ name: 'secret-listener', port: 80, protocol: 'HTTP' }],
      },
      status: { addresses: [{ value: '10.9.8.7' }] },
    };
    const route = (home: string, name: string) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { namespace: home, name },
      spec: {
        parentRefs: [{ name: 'external', namespace: 'c4n4ry' }],
        hostnames: ['pay.example.com'],
        rules: [
          { backendRefs: [{ name: 'web', namespace: 'vault', port: 1 }] },
        ],
      },
    });
    const backend = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'vault', name: 'web' },
      spec: { clusterIP: '10.6.6.6', ports: [{ port: 1 }] },
    };
    const told = async (further: object) => {
      portal = await lookPortal({
        unmanaged: { ...owners, ...further },
        entities: [pay],
        objects: [
          ...['payments', 'c4n4ry', 'vault'].map(name => namespace(name)),
          gateway,
          backend,
          route('payments', 'pay'),
          // Another one has the same host.
          route('vault', 'rival'),
        ],
      });
      const { body } = await card('pay');
      expect(body.network.routes).toHaveLength(1);
      return body.network;
    };

    it('is unknown', async () => {
      const network = await told({});
      expect(network.routes[0].state).toBe('Unknown');
      expect(JSON.stringify(network)).not.toMatch(
        /secret-listener|10\.9\.8\.7|10\.6\.6\.6|rival|does not exist/,
      );
    });

    it('is shown of Gateways whose namespace is shared', async () => {
      const text = JSON.stringify(await told({ sharedNamespaces: ['c4n4ry'] }));
      expect(text).toMatch(/10\.9\.8\.7/);
      expect(text).not.toMatch(/10\.6\.6\.6|rival/);
    });
  });
});

describe('labels', () => {
  const labelled = namespace('labelled', { team: 'payments' });

  it('say nothing by themselves', async () => {
    portal = await lookPortal({
      unmanaged: {
        access: 'owners',
        owners: [{ ...payments, namespaces: ['a-b'] }],
      },
      entities: [inNamespace('pay', 'labelled'), inNamespace('ok', 'a-b')],
      objects: [labelled, namespace('a-b')],
    });
    expect((await card('ok')).status).toBe(200);
    expect((await card('pay')).status).toBe(404);
  });

  it('say whose a namespace is where configuration trusts them', async () => {
    portal = await lookPortal({
      unmanaged: {
        access: 'owners',
        trusted: [
          {
            kind: 'Namespace',
            label: 'team',
            owner: 'group:default/${{ value }}',
            teamsCannotWrite: true,
          },
        ],
      },
      entities: ['labelled', 'others', 'plain'].map(name =>
        inNamespace(name, name),
      ),
      objects: [
        labelled,
        namespace('others', { team: 'shop' }),
        namespace('plain', {}, { team: 'payments' }),
      ],
    });
    expect((await card('labelled')).status).toBe(200);
    expect((await card('others')).status).toBe(404);
    expect((await card('plain')).status).toBe(404);
  });
});

describe('beside a platform', () => {
  it('tenants win, whatever is mapped', async () => {
    const tenant: KubernetesObject = namespace(
      'theirs',
      {
        'tenancy.groundwork.dev/tenant': 'shop',
        'tenancy.groundwork.dev/environment': 'dev',
      },
      { 'tenancy.groundwork.dev/owner': 'group:default/shop' },
    );
    portal = await lookPortal({
      whole: true,
      unmanaged: {
        access: 'owners',
        owners: [{ ...payments, namespaces: ['theirs', 'free', 'their-*'] }],
      },
      entities: [inNamespace('pay', 'theirs'), inNamespace('free', 'free')],
      objects: [
        tenant,
        namespace('free'),
        deployment('theirs', 'c4n4ry'),
        deployment('free', 'pay'),
      ],
    });
    const free = await card('free', 'workloads');
    expect(free.body.workloads.workloads).toHaveLength(1);
    for (const which of CARDS) {
      expect((await card('pay', which)).status).toBe(404);
    }
    // Its owner sees it as a tenant.
    const { body } = await card('pay', 'workloads', 'bob');
    expect(body.tenant).toBe('shop');
  });
});

describe('rights in single namespaces', () => {
  const isRead = (path: string) =>
    /selfsubjectaccessreviews|customresourcedefinitions/.test(path) ||
    /^\/(apis|api)\/?$/.test(path) ||
    /^\/(apis\/[^/]+\/v[^/]+|api\/v1)$/.test(path) ||
    /\/namespaces\/(payments|argocd)\//.test(path);

  it('are enough, and tell nothing of the namespaces of others', async () => {
    const vault = {
      owner: 'group:default/shop',
      namespaces: ['vault'],
    };
    portal = await lookPortal({
      unmanaged: { access: 'owners', owners: [payments, vault] },
      entities: [pay],
      objects: [
        namespace('payments'),
        application('pay'),
        deployment('vault', 'c4n4ry'),
        deployment('payments', 'pay'),
      ],
      fill: cluster => {
        cluster.fault = url =>
          isRead(url)
            ? undefined
            : {
                status: 403,
                body: { kind: 'Status', message: `no access to ${url}` },
              };
        cluster.may = ({ namespace: home, verb, resource }) =>
          home === 'payments' && !(verb === 'watch' && resource === 'pods');
      },
    });
    const { body } = await card('pay');
    expect(body.sync.environments[0].state).toBe('Healthy');
    const { workloads } = (await card('pay', 'workloads')).body;
    expect(workloads.workloads).toHaveLength(1);
    for (const which of CARDS) {
      expect(JSON.stringify((await card('pay', which)).body)).not.toMatch(
        /c4n4ry|vault/,
      );
    }

    const setup = await get('setup', 'root');
    const [{ kinds }] = setup.body.clusters;
    const right = (kind: string) =>
      kinds.find((each: { kind: string }) => each.kind === kind);
    expect(right('Deployment')).toMatchObject({
      right: 'partly',
      namespaces: ['payments'],
      why: 'its reader may not list and watch it in vault',
    });
    expect(right('Pod')).toMatchObject({ right: 'missing' });
    expect(right('Namespace')).toMatchObject({ right: 'missing' });
    expect(right('Namespace').cost).toMatch(/labels/);
    expect(right('ResourceQuota')).toMatchObject({ right: 'absent' });
    expect(setup.body.namespacedManifest).toMatch(/kind: RoleBinding/);
    expect(setup.body.namespacedManifest).not.toMatch(/ClusterRoleBinding/);
  });
});
