import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const canary = 'c4n4ry-value';
const api = 'rbac.authorization.k8s.io/v1';

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

const files = {
  'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
  'platform/tenants/web.yaml': tenantFile('web', 'shop'),
  'platform/dev/pay/cluster/namespace.yaml':
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: pay\n',
  'tenants/pay/dev/secret.yaml': `# ${canary}\nkind: Secret\nstringData:\n  a: ${canary}\n`,
  'tenants/pay/dev/config.yaml':
    'kind: ConfigMap\nmetadata:\n  name: a\ndata:\n  mode: live\n',
  'tenants/pay/dev/broken.yaml': `kind: [${canary}`,
  'tenants/pay/dev/.env': `PASSWORD=${canary}`,
  'tenants/web/dev/config.yaml': 'kind: ConfigMap\n',
};

describe('the routes of access and files', () => {
  let portal: Portal;
  const { get, settled } = clientOf(() => portal);

  beforeEach(async () => {
    portal = await startPortal({ files });
    for (const [kind, plural] of [
      ['Role', 'roles'],
      ['RoleBinding', 'rolebindings'],
      ['ClusterRole', 'clusterroles'],
      ['ClusterRoleBinding', 'clusterrolebindings'],
    ] as const) {
      portal.cluster.serve({
        group: 'rbac.authorization.k8s.io',
        version: 'v1',
        kind,
        plural,
      });
    }
    portal.cluster.put(namespace('pay'));
    portal.cluster.put(namespace('web'));
    portal.cluster.put({
      apiVersion: api,
      kind: 'Role',
      metadata: { name: 'look', namespace: 'pay' },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
    });
    portal.cluster.put({
      apiVersion: api,
      kind: 'RoleBinding',
      metadata: { name: 'for-web', namespace: 'pay' },
      roleRef: { kind: 'Role', name: 'look' },
      subjects: [
        { kind: 'Group', name: 'oidc:payments' },
        { kind: 'ServiceAccount', name: 'robot', namespace: 'web' },
      ],
    });
    await settled();
  });
  afterEach(() => portal.stop());

  it('says who may do what to owners and admins, without names of other tenants', async () => {
    const { body } = await until(
      () => get('tenants/pay/access').expect(200),
      ({ body: { access } }) =>
        access.grants.length === 2 && access.grants[0].level === 'view',
    );
    expect(body.access.grants).toEqual([
      expect.objectContaining({
        environment: 'dev',
        subject: { kind: 'Group', name: 'oidc:payments' },
        may: ['look at pods'],
        isRendered: false,
      }),
      expect.objectContaining({
        subject: { kind: 'ServiceAccount', name: '(another tenant)' },
        binding: expect.objectContaining({ name: '(another tenant)' }),
      }),
    ]);
    expect(JSON.stringify(body)).not.toMatch(/\bweb\b/);

    const { body: all } = await get('tenants/pay/access', 'root').expect(200);
    expect(all.access.grants[1].subject).toEqual({
      kind: 'ServiceAccount',
      name: 'robot',
      namespace: 'web',
    });
  });

  it.each([
    'access',
    'files',
    'files/content?path=tenants/pay/dev/config.yaml',
  ])('keeps %s from everybody else', async path => {
    await get(`tenants/pay/${path}`, 'root').expect(200);
    const foreign = await get(`tenants/pay/${path}`, 'bob').expect(404);
    const none = await get(`tenants/nay/${path}`, 'bob').expect(404);
    expect(foreign.body.error.message.replace('pay', 'nay')).toBe(
      none.body.error.message,
    );
  });

  it('lists what Git holds for the tenant, and nothing of another', async () => {
    const { body } = await get('tenants/pay/files').expect(200);
    expect(
      body.items.map(
        ({ path, environment }: { path: string; environment?: string }) =>
          `${path} ${environment ?? '-'}`,
      ),
    ).toEqual([
      'platform/dev/pay/cluster/namespace.yaml dev',
      'platform/tenants/pay.yaml -',
      'tenants/pay/dev/.env dev',
      'tenants/pay/dev/broken.yaml dev',
      'tenants/pay/dev/config.yaml dev',
      'tenants/pay/dev/secret.yaml dev',
    ]);
    const content = (path: string, user?: string) =>
      get(`tenants/pay/files/content?path=${encodeURIComponent(path)}`, user);
    const { lastChange, mayChange } = (
      await content('tenants/pay/dev/config.yaml')
    ).body;
    expect(lastChange).toEqual({
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      by: 'Ada',
      at: expect.any(Number),
    });
    expect(mayChange).toBe(true);
    await content('tenants/web/dev/config.yaml').expect(404);
    await content('tenants/pay/../web/dev/config.yaml').expect(404);
    await get('tenants/pay/files/content').expect(400);
  });

  it('shows no value of a Secret, in whatever file it stands', async () => {
    const content = async (path: string, user?: string) =>
      (
        await get(
          `tenants/pay/files/content?path=${encodeURIComponent(path)}`,
          user,
        ).expect(200)
      ).body;
    const secret = await content('tenants/pay/dev/secret.yaml');
    expect(secret.content).toContain('kind: Secret');
    for (const name of ['secret.yaml', 'broken.yaml', '.env']) {
      const body = await content(`tenants/pay/dev/${name}`);
      expect(JSON.stringify(body)).not.toContain(canary);
    }
    expect((await content('tenants/pay/dev/.env')).why).toBeDefined();
    const config = 'tenants/pay/dev/config.yaml';
    expect((await content(config)).content).toContain('mode: live');
    expect((await content(config, 'root')).content).not.toContain('live');
  });
});
