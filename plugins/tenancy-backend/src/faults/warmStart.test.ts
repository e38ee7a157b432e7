import { createMockDirectory } from '@backstage/backend-test-utils';
import type { KubernetesObject } from '@groundwork/engine';
import createKnex, { type Knex } from 'knex';
import { clientOf, until } from '../__testUtils__/clientOf';
import type { FakeCluster } from '../__testUtils__/FakeCluster';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const WORDS = 'tenancy.groundwork.dev';
const namespace = (name: string, owner: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: {
      [`${WORDS}/tenant`]: name,
      [`${WORDS}/environment`]: 'dev',
      [`${WORDS}/managed-by`]: 'groundwork',
    },
    annotations: { [`${WORDS}/owner`]: `group:default/${owner}` },
  },
});
const deployment: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'pay', generation: 1 },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
  },
  status: {
    observedGeneration: 1,
    replicas: 1,
    updatedReplicas: 1,
    readyReplicas: 1,
    availableReplicas: 1,
    conditions: [{ type: 'Available', status: 'True' }],
  },
};
const pod: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-6d4cf56db6-x2x2x',
    namespace: 'pay',
    labels: { app: 'web', 'pod-template-hash': '6d4cf56db6' },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: 'web-6d4cf56db6',
        uid: 'r',
        controller: true,
      },
    ],
  },
  spec: { containers: [{ name: 'web', image: 'web:1' }] },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
  },
};

describe('a portal that starts again', () => {
  const disk = createMockDirectory();
  let portal: Portal;
  let knex: Knex;
  let since: number;
  const { get, post } = clientOf(() => portal);

  const fill = (cluster: FakeCluster) => {
    cluster.put(namespace('pay', 'payments'));
    cluster.put(namespace('bare', 'payments'));
    cluster.serve({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      plural: 'deployments',
    });
    cluster.put(deployment);
    cluster.put(pod);
  };
  const start = async (
    change: (cluster: FakeCluster) => void = () => {},
    tenancy: object = {},
  ) => {
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
      knex,
      tenancy,
      fill: cluster => {
        fill(cluster);
        change(cluster);
      },
    });
  };
  /** Lists begin anew without end, unless they are of this. */
  const slow = (cluster: FakeCluster, ...but: string[]) => {
    cluster.fault = url =>
      /limit=/.test(url) && !but.some(each => url.includes(each))
        ? { status: 410, body: { kind: 'Status', code: 410 } }
        : undefined;
  };
  const keptKinds = async (): Promise<string[]> => {
    const rows = await knex('tenancy_kept_clusters').select('kinds');
    return rows.flatMap(({ kinds }) => Object.keys(JSON.parse(kinds)));
  };
  const workloads = async () => {
    const { body } = await get('tenants/pay/workloads').expect(200);
    return body.workloads;
  };
  const answered = (path: string) =>
    until(
      () => get(path),
      ({ status }) => status === 200,
    );
  /** The age of the oldest kind that is kept. */
  const keptSince = async (): Promise<number> => {
    const rows = await knex('tenancy_kept_clusters').select('kinds');
    const kinds = rows.flatMap(row => Object.values(JSON.parse(row.kinds)));
    return Math.min(...kinds.map(kind => (kind as { asOf: number }).asOf));
  };
  /** What a page answers once all that was kept is shown: it answers from the tree before that. */
  const shown = (path: string) =>
    until(
      async () => (await answered(path)).body,
      ({ sources }) => sources[0].asOf === since,
    );

  beforeEach(async () => {
    disk.clear();
    knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename: disk.resolve('tenancy.sqlite') },
      useNullAsDefault: true,
    });
    await start();
    await until(keptKinds, kinds => kinds.length === 4);
    await until(workloads, ({ state }) => state === 'Healthy');
    await portal.stop();
    since = await keptSince();
  });

  afterEach(async () => {
    await portal.stop();
    await knex.destroy();
  });

  it('shows what it knew with its age, and nothing of it as healthy', async () => {
    const before = Date.now();
    await start(slow);
    const status = await shown('tenants/pay/status');
    const known = await until(
      workloads,
      ({ workloads: all }) => all.length > 0,
    );

    expect(known).toMatchObject({
      state: 'Unknown',
      workloads: [{ ref: { name: 'web' }, state: 'Unknown' }],
    });
    const [source] = status.sources;
    expect(source).toMatchObject({
      source: 'cluster one',
      asOf: status.asOf,
      problem: {
        unknown: 'notWatched',
        message: expect.stringMatching(/kept/),
      },
    });
    expect(source.asOf).toBeLessThan(before);
    const list = await get('tenants', 'root').expect(200);
    expect(list.body.items.map(({ name }: { name: string }) => name)).toEqual([
      'bare',
      'pay',
    ]);
    for (const body of [status, known, list.body]) {
      expect(JSON.stringify(body)).not.toMatch(/"state":"Healthy"/);
    }
    // The catalog removes nothing for what may only be missing here.
    const places = await get('tenants?view=places', 'root').expect(200);
    expect(places.body.silentClusters).toEqual(['one']);

    // Kind by kind it is what is there now.
    slow(portal.cluster, 'namespaces');
    portal.cluster.remove(namespace('bare', 'payments'));
    await until(
      () => get('tenants/bare'),
      ({ status: code }) => code === 404,
    );
    expect((await workloads()).state).toBe('Unknown');
    portal.cluster.fault = undefined;
    await until(workloads, ({ state }) => state === 'Healthy');
    const { body } = await until(
      () => answered('tenants/pay/status'),
      ({ body: { sources } }) => !sources[0].problem,
    );
    expect(body.sources[0].asOf).toBeGreaterThan(before);
  });

  it('takes nothing for absent, free or checked that it did not read again', async () => {
    await start(slow);
    await answered('tenants/bare/status');

    await get('tenants/nobody').expect(503);
    await get('tenants/pay', 'bob').expect(503);
    const tenant = (name: string, owner: string) => ({
      expect: 'create',
      request: {
        apiVersion: `${WORDS}/v1`,
        kind: 'Tenant',
        metadata: { name },
        spec: {
          owner: `group:default/${owner}`,
          environments: ['dev'],
          tier: 'small',
        },
      },
    });
    await post('preview', tenant('new', 'payments')).expect(503);
    // Its namespaces alone say whose it is.
    const act = { application: 'bare-dev', key: 'click-0001' };
    await post('tenants/bare/environments/dev/actions/sync', act).expect(503);
    await post('tenants/pay/environments/dev/actions/sync', {
      ...act,
      application: 'pay-dev',
    }).expect(503);
    const { body } = await post('preview', {
      ...tenant('pay', 'payments'),
      expect: 'change',
    }).expect(200);
    expect(body.checkedLive).toBe(false);
    const hostname = await get(
      'hostnames?tenant=pay&environment=dev&hostname=new.pay.dev.example.com',
    ).expect(200);
    expect(hostname.body.verdict).toBe('unknown');
  });

  it('shows nothing that its reader may no longer read', async () => {
    await start(cluster => {
      cluster.fault = url =>
        /deployments\?/.test(url)
          ? { status: 403, body: { kind: 'Status', message: 'no', code: 403 } }
          : undefined;
    });
    await until(
      () => get('tenants', 'root'),
      ({ body }) =>
        body.sources.length > 0 &&
        body.sources[0].problem?.unknown === 'forbidden',
    );
    const all = await workloads();
    expect(JSON.stringify(all)).not.toContain('"name":"web"');
    await until(keptKinds, kinds => !kinds.includes('apps/Deployment'));
    const left = await knex('tenancy_kept_parts').select('kind');
    expect(left.map(({ kind }) => kind)).not.toContain('apps/Deployment');
  });

  it('is as silent clusters are where its cluster does not answer', async () => {
    await start(cluster => {
      cluster.fault = () => ({ status: 503, body: {} });
    });
    const body = await shown('tenants/bare/status');
    const away = await until(
      async () => (await answered('tenants/bare/status')).body,
      ({ sources }) => sources[0].problem?.unknown !== 'notWatched',
    );
    expect(body.state).not.toBe('Healthy');
    expect(away.sources[0].asOf).toBe(body.sources[0].asOf);
    expect((await workloads()).state).toBe('Unknown');
    const places = await get('tenants?view=places', 'root').expect(200);
    expect(places.body.silentClusters).toEqual(['one']);
  });

  it('forgets what was kept where it is told to', async () => {
    await start(slow, { watch: { warmStart: false } });
    await until(keptKinds, kinds => kinds.length === 0);
    expect(await knex('tenancy_kept_parts').select('part')).toEqual([]);
    await get('tenants/bare').expect(503);
  });
});
