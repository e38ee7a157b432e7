import createKnex, { type Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const label = 'tenancy.groundwork.dev/tenant';

interface Entry {
  kind: string;
  title: string;
  at: number;
  until?: number;
  detail?: string;
  justBefore?: { title: string };
}

function namespace(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { [label]: name } },
  };
}

function deployment(ns: string, replicas: number) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: ns, name: 'web' },
    spec: {
      replicas,
      template: {
        spec: {
          containers: [
            {
              name: 'web',
              image: 'web:1',
              env: [{ name: 'TOKEN', value: 'canary-of-env' }],
            },
          ],
        },
      },
    },
  };
}

function application(tenant: string, health: string) {
  const time = new Date().toISOString();
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: `${tenant}-dev`,
      namespace: 'argocd',
      labels: {
        [label]: tenant,
        'tenancy.groundwork.dev/environment': 'dev',
      },
    },
    spec: {
      project: `${tenant}-dev`,
      source: {
        repoURL: 'https://git.example.com/acme/estate.git',
        path: `tenants/${tenant}/dev`,
      },
      destination: { name: 'one', namespace: tenant },
    },
    status: {
      sync: { status: 'Synced', revision: 'a'.repeat(40) },
      health: { status: health, lastTransitionTime: time },
      reconciledAt: time,
    },
  };
}

const files = {
  'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
  'platform/tenants/web.yaml': tenantFile('web', 'shop'),
};

describe('the timeline of a tenant', () => {
  let folder: string;
  let open: Knex[];
  let portals: Portal[];

  const database = () => {
    const knex = createKnex({
      client: 'better-sqlite3',
      connection: join(folder, 'tenancy.sqlite'),
      useNullAsDefault: true,
    });
    open.push(knex);
    return knex;
  };
  const start = async (
    options: Parameters<typeof startPortal>[0] = {},
  ): Promise<Portal> => {
    const portal = await startPortal({
      files,
      knex: database(),
      ...options,
      fill: cluster => {
        cluster.serve({
          group: 'apps',
          version: 'v1',
          kind: 'Deployment',
          plural: 'deployments',
        });
        cluster.put(namespace('pay'));
        cluster.put(namespace('web'));
        options.fill?.(cluster);
      },
    });
    portals.push(portal);
    await clientOf(() => portal).settled();
    return portal;
  };
  const entriesOf = async (
    portal: Portal,
    { tenant = 'pay', query = '', user = 'ada' } = {},
  ): Promise<Entry[]> => {
    const { body } = await clientOf(() => portal)
      .get(`tenants/${tenant}/changes${query}`, user)
      .expect(200);
    return body.items;
  };
  const told = (portal: Portal, title: RegExp) =>
    until(
      () => entriesOf(portal),
      items => items.some(each => title.test(each.title)),
    );
  const watched = async (portal: Portal) => {
    portal.cluster.put(deployment('pay', 2));
    // The first look tells of what was made before; what comes after it is told as a difference.
    await until(
      async () => {
        portal.cluster.put(application('pay', 'Healthy'));
        return open[0]('tenancy_observations').where({ tenant: 'pay' });
      },
      rows => rows.some(({ body }) => body.includes('Deployment/web')),
    );
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timeline-'));
    open = [];
    portals = [];
  });

  afterEach(async () => {
    for (const portal of portals) {
      await portal.stop();
    }
    for (const knex of open) {
      await knex.destroy();
    }
    await rm(folder, { recursive: true });
  });

  it('tells what was scaled, what broke after it, and what was just before, and nothing of values', async () => {
    const portal = await start();
    await watched(portal);
    portal.cluster.put(deployment('pay', 14));
    await told(portal, /was scaled from 2 to 14/);

    portal.cluster.put(application('pay', 'Degraded'));
    const items = await told(portal, /went from Healthy to Degraded/);

    const broke = items.find(({ kind }) => kind === 'state');
    expect(broke?.justBefore?.title).toBe(
      'Deployment web was scaled from 2 to 14',
    );
    expect(JSON.stringify(items)).not.toContain('canary');
    const { body } = await until(
      () => clientOf(() => portal).get('tenants/pay/status'),
      answer => answer.body.troubles?.length > 0,
    );
    expect(body.troubles).toEqual([
      expect.objectContaining({
        environment: 'dev',
        justBefore: expect.objectContaining({
          title: 'Deployment web was scaled from 2 to 14',
        }),
      }),
    ]);
  });

  it('tells of commits with author, without what turns the direction of writing, and without names of others', async () => {
    const portal = await start();
    await watched(portal);
    await portal.git.push(
      { url: 'https://git.example.com/acme/estate.git', branch: 'main' },
      {
        writes: [{ path: 'tenants/pay/dev/web.yaml', content: 'a: 1\n' }],
        message: 'Take the host of web\u202e-dev\n\nnot told',
        author: { name: 'Ada\u0007', email: 'ada@example.com' },
      },
    );
    const items = await told(portal, /Take the host/);

    expect(items.find(({ kind }) => kind === 'commit')).toMatchObject({
      title: expect.stringMatching(/^Take the host of \(another tenant\)/),
      by: 'Ada',
      environments: ['dev'],
    });
    const [commit] = await entriesOf(portal, {
      query: '?kind=commit',
      user: 'root',
    });
    expect(commit.title).toMatch(/^Take the host of web/);
  });

  it('is filtered, paged and bounded, and refuses what is no cursor', async () => {
    const portal = await start();
    await watched(portal);
    for (const replicas of [3, 4]) {
      portal.cluster.put(deployment('pay', replicas));
      await told(portal, new RegExp(`to ${replicas}`));
    }
    const client = clientOf(() => portal);
    const all = await entriesOf(portal);
    const paged: Entry[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const { body }: { body: { items: Entry[]; next?: string } } = await client
        .get(`tenants/pay/changes?limit=1${next && `&before=${next}`}`)
        .expect(200);
      paged.push(...body.items);
      next = body.next;
    }
    expect(paged.map(({ title }) => title)).toEqual(
      all.map(({ title }) => title),
    );
    expect(await entriesOf(portal, { query: '?kind=secret,edit' })).toEqual([]);
    const elsewhere = await entriesOf(portal, { query: '?environment=prod' });
    expect(elsewhere.filter(({ kind }) => kind !== 'gap')).toEqual([]);
    for (const query of [
      'before=x',
      'before=1.%27;--',
      'kind=x',
      'limit=0',
      'limit=100000',
      'environment=%25',
    ]) {
      await client.get(`tenants/pay/changes?${query}`).expect(400);
    }
  });

  it('is its owner’s and the admins’, and after a transfer what was before is the admins’ alone', async () => {
    const portal = await start();
    await watched(portal);
    portal.cluster.put(deployment('pay', 14));
    await told(portal, /to 14/);
    await clientOf(() => portal)
      .get('tenants/pay/changes', 'bob')
      .expect(404);

    portal.git.write({
      'platform/tenants/pay.yaml': tenantFile('pay', 'shop'),
    });
    await until(
      () => entriesOf(portal, { user: 'root' }),
      items => items.some(({ kind }) => kind === 'owner'),
    );
    const seen = await entriesOf(portal, { user: 'bob' });
    expect(seen.map(({ title }) => title)).not.toContain(
      'Deployment web was scaled from 2 to 14',
    );
    expect(seen.some(({ kind }) => kind === 'owner')).toBe(true);
    const admins = await entriesOf(portal, { user: 'root' });
    expect(admins.some(({ title }) => /to 14/.test(title))).toBe(true);
    await clientOf(() => portal)
      .get('tenants/pay/changes', 'ada')
      .expect(404);
  });

  it('is told once by two replicas and after a restart, which it shows as a gap', async () => {
    const first = await start();
    await watched(first);
    const second = await start();
    for (const portal of [first, second]) {
      portal.cluster.put(application('pay', 'Healthy'));
      portal.cluster.put(deployment('pay', 2));
    }
    for (const portal of [first, second]) {
      portal.cluster.put(deployment('pay', 14));
    }
    await told(second, /to 14/);
    for (const portal of portals.splice(0)) {
      await portal.stop();
    }
    // As if nobody had been there for an hour.
    const [knex] = [database()];
    await knex('tenancy_observations')
      .where({ tenant: '' })
      .update({ at: Date.now() - 3_600_000 });

    const third = await start({
      fill: cluster => {
        cluster.put(application('pay', 'Healthy'));
        cluster.put(deployment('pay', 20));
      },
    });
    const items = await until(
      () => entriesOf(third),
      all =>
        all.some(({ title }) => /to 20/.test(title)) &&
        all.some(({ kind }) => kind === 'gap'),
    );

    const scaled = items.filter(({ title }) => /was scaled/.test(title));
    expect(scaled.map(({ title }) => title)).toEqual([
      'Deployment web was scaled from 2 to 20, 2 times',
    ]);
    const [gap] = items.filter(({ kind }) => kind === 'gap');
    expect(gap.title).toBe('Nobody watched');
    expect((gap.until ?? 0) - gap.at).toBeGreaterThan(3_000_000);
  });
});
