import type { DriftView } from '@groundwork/backstage-plugin-tenancy-common';
import type { KubernetesObject } from '@groundwork/engine';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const web = (replicas: number, secret = 'canary-git') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: pay }
spec:
  replicas: ${replicas}
  template: { spec: { containers: [{ name: web, image: web:1, env: [{ name: TOKEN, value: ${secret} }] }] } }
---
apiVersion: v1
kind: Secret
metadata: { name: db, namespace: pay }
stringData: { word: canary-secret }
`;
const first = '1'.padStart(40, '0');

const application = (revision: string): KubernetesObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'pay-dev', namespace: 'argocd' },
  spec: {
    project: 'pay-dev',
    source: {
      repoURL: 'https://git.example.com/acme/estate',
      path: 'tenants/pay/dev',
      targetRevision: 'main',
    },
    destination: { name: 'one', namespace: 'pay' },
    syncPolicy: { automated: { selfHeal: false } },
  },
  status: {
    sync: { status: 'OutOfSync', revision },
    health: { status: 'Healthy' },
    history: [{ id: 1, revision, deployedAt: '2026-01-01T10:00:00Z' }],
    reconciledAt: '2026-01-01T10:00:00Z',
    resources: [
      {
        group: 'apps',
        version: 'v1',
        kind: 'Deployment',
        namespace: 'pay',
        name: 'web',
        status: 'OutOfSync',
      },
    ],
  },
});

const live = (replicas: number, namespace = 'pay'): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    namespace,
    annotations: { 'argocd.argoproj.io/tracking-id': 'pay-dev:...' },
    managedFields: [
      {
        manager: 'kubectl-edit',
        operation: 'Update',
        time: '2026-01-01T10:05:00Z',
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:spec': { 'f:replicas': {} } },
      },
    ],
  },
  spec: {
    replicas,
    template: {
      spec: {
        containers: [
          {
            name: 'web',
            image: 'web:1',
            env: [{ name: 'TOKEN', value: 'canary-live' }],
          },
        ],
      },
    },
  },
});

const replicasOf = ({ items = [] }: Partial<DriftView>) =>
  items[0]?.fields.find(({ path }) => path === 'spec.replicas');

describe('the drift of a tenant', () => {
  let portal: Portal;

  const { get, settled } = clientOf(() => portal);
  const path = 'tenants/pay/environments/dev/drift';

  beforeEach(async () => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'tenants/pay/dev/web.yaml': web(3),
      },
    });
    portal.cluster.serve({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      plural: 'deployments',
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
    portal.cluster.put(application(first));
    portal.cluster.put(live(5));
    await settled();
  });

  afterEach(() => portal.stop());

  const drifted = () =>
    until(
      () => get(path),
      ({ body }) => body.items?.[0]?.state === 'differs',
    );

  it('stands with its fields, their writer and what becomes of it, and in short in the status', async () => {
    const { body } = await drifted();

    expect(body).toMatchObject({
      tenant: 'pay',
      environment: 'dev',
      total: 2,
      items: [
        {
          ref: { kind: 'Deployment', name: 'web' },
          fields: [
            {
              path: 'spec.replicas',
              git: { text: '3' },
              cluster: { text: '5' },
              writer: { manager: 'kubectl-edit' },
            },
            {
              path: 'spec.template.spec.containers[name=web].env[name=TOKEN].value',
              git: { hidden: true },
              cluster: { hidden: true },
            },
          ],
          putBack: { by: 'sync', why: 'self-heal is turned off' },
        },
        {
          ref: { kind: 'Secret' },
          notCompared: [{ why: 'Secrets are never read' }],
        },
      ],
    });
    const status = await until(
      () => get('tenants/pay/status'),
      answer => answer.body.sync.environments[0].drift?.drifted === 1,
    );
    expect(status.body.sync.environments[0].drift).toMatchObject({
      notCompared: 1,
      first: [{ fields: [{ path: 'spec.replicas' }, {}] }],
    });
    expect(JSON.stringify([body, status.body])).not.toContain('canary');
  });

  it('comes and goes with the cluster, and commits elsewhere do not hide it', async () => {
    await drifted();
    portal.git.write({ 'tenants/web/dev/web.yaml': web(9) });
    await until(
      () => get('tenants', 'root'),
      ({ body }) => body.sources.length === 3,
    );
    expect((await drifted()).body.items[0].fields[0]).toMatchObject({
      kind: 'changed',
      git: { text: '3' },
    });

    portal.cluster.put(live(3));
    await until(
      () => get(path),
      ({ body }) =>
        !body.items[0].fields.some(
          (field: { path: string }) => field.path === 'spec.replicas',
        ),
    );
  });

  it('is told apart from a commit that is not deployed yet', async () => {
    portal.cluster.put(live(3));
    portal.git.write({ 'tenants/pay/dev/web.yaml': web(4) });

    const { body } = await until(
      () => get(path),
      // The commit and the cluster are heard of in either order.
      answer => replicasOf(answer.body)?.kind === 'notDeployed',
    );

    expect(replicasOf(body)).toMatchObject({
      kind: 'notDeployed',
      git: { text: '3' },
      newest: { text: '4' },
      cluster: { text: '3' },
    });
  });

  it('is for owners and admins; others hear the same as of no tenant', async () => {
    await drifted();

    await get(path, 'root').expect(200);
    const foreign = await get(path, 'bob').expect(404);
    const none = await get(path.replace('pay', 'nay'), 'bob').expect(404);
    expect(foreign.body.error.message.replace('pay', 'nay')).toBe(
      none.body.error.message,
    );
    await get('tenants/pay/environments/prod/drift').expect(404);
    await get('tenants/pay/environments/__proto__/drift').expect(400);
  });

  it('comes in pages', async () => {
    await drifted();

    const one = await get(`${path}?limit=1`).expect(200);
    expect(one.body).toMatchObject({ total: 2, next: 1 });
    expect(one.body.items).toHaveLength(1);
    const two = await get(`${path}?limit=1&offset=1`).expect(200);
    expect(two.body.items).toHaveLength(1);
    expect(two.body.next).toBeUndefined();
    for (const bad of ['limit=0', 'limit=1000', 'offset=-1', 'limit=a']) {
      await get(`${path}?${bad}`).expect(400);
    }
  });

  describe('of a ConfigMap', () => {
    const settings = (word: string): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'settings',
        namespace: 'pay',
        annotations: { 'argocd.argoproj.io/tracking-id': 'pay-dev:...' },
        managedFields: [
          {
            manager: 'kubectl-edit',
            operation: 'Update',
            time: '2026-01-01T10:05:00Z',
            fieldsType: 'FieldsV1',
            fieldsV1: { 'f:data': { 'f:mode': {} } },
          },
        ],
      },
      data: { mode: word },
    });
    const asked = () =>
      portal.cluster.requests.filter(({ url }) =>
        url.endsWith('/configmaps/settings'),
      ).length;
    const itemOf = ({ body }: { body: Partial<DriftView> }) =>
      body.items?.find(({ ref }) => ref.kind === 'ConfigMap');
    const drift = (user?: string) =>
      until(
        () => get(path, user),
        answer => {
          const item = itemOf(answer);
          // Until the cluster has told of the kind, nothing is known of it.
          return (
            item !== undefined &&
            !/this kind|not being read/.test(item.notCompared[0]?.why ?? '')
          );
        },
      );

    beforeEach(async () => {
      portal.cluster.serve({
        group: '',
        version: 'v1',
        kind: 'ConfigMap',
        plural: 'configmaps',
      });
      portal.cluster.put(settings('loud'));
      portal.git.write({
        'tenants/pay/dev/settings.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: pay }
data: { mode: quiet }
`,
      });
    });

    it('is told, with values to its owners alone, and read once until it changes', async () => {
      expect(itemOf(await drift())).toMatchObject({
        fields: [
          {
            path: 'data.mode',
            git: { text: 'quiet' },
            cluster: { text: 'loud' },
            writer: { manager: 'kubectl-edit' },
          },
        ],
      });
      expect(itemOf(await drift('root'))).toMatchObject({
        fields: [{ path: 'data.mode', cluster: { hidden: true } }],
      });
      // Made anew, and not asked for again.
      const before = asked();
      portal.cluster.put(live(4));
      await until(
        () => get(path),
        ({ body }) =>
          body.items.some(
            (item: DriftView['items'][number]) =>
              replicasOf({ items: [item] })?.cluster &&
              'text' in replicasOf({ items: [item] })!.cluster &&
              JSON.stringify(item).includes('"4"'),
          ),
      );
      expect(asked()).toBe(before);
      portal.cluster.put(settings('quiet'));
      await until(
        () => get(path),
        answer => itemOf(answer) === undefined,
      );
      expect(asked()).toBe(before + 1);
    });

    it('is watched without what it holds', async () => {
      await drift();
      const watched = portal.cluster.requests.filter(({ url }) =>
        url.startsWith('/api/v1/configmaps?'),
      );
      expect(watched.length).toBeGreaterThan(0);
      for (const { headers } of watched) {
        expect(headers.accept).toMatch(/as=PartialObjectMetadata/);
      }
    });

    it('is not compared where it may not be read, and no cluster is called broken for it', async () => {
      portal.cluster.fault = url =>
        /configmaps/.test(url)
          ? {
              status: 403,
              body: { kind: 'Status', message: 'configmaps is forbidden' },
            }
          : undefined;
      portal.cluster.put(settings('louder'));
      expect(itemOf(await drift())).toMatchObject({
        state: 'notCompared',
        fields: [],
        notCompared: [{ why: 'cluster one does not allow us to read it' }],
      });
      portal.cluster.endWatches();
      const { body } = await until(
        () => get('tenants/pay/status'),
        () => true,
      );
      expect(JSON.stringify(body.sources)).not.toContain('ConfigMap');
    });
  });

  it('says that Git cannot be read, and keeps the status', async () => {
    const { readCommit } = portal.git;
    portal.git.readCommit = async () => {
      throw new Error('canary: the disk is full');
    };
    portal.git.write({ 'tenants/pay/dev/web.yaml': web(6) });

    const { body } = await until(
      () => get(path),
      answer => answer.body.applications?.length > 0,
    );

    expect(body.applications[0].why).toBe('Git cannot be read now');
    expect(JSON.stringify(body)).not.toContain('canary');
    await get('tenants/pay/status').expect(200);
    portal.git.readCommit = readCommit;
  });
});
