import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { isKnown, type KubernetesObject } from '@groundwork/engine';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import {
  KINDS,
  NAMES,
  pod,
  SharingReplica,
  soon,
} from '../__testUtils__/SharingReplica';
import type { WantedKind } from '../clusters';
import { KeptStore } from '../keeping/KeptStore';

jest.setTimeout(300_000);

describe('replicas that share the reading of clusters', () => {
  const databases = TestDatabases.create({
    ids: [
      'SQLITE_3',
      // Where the machine has one.
      ...(process.env.BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING
        ? (['POSTGRES_16'] as const)
        : []),
    ],
  });
  let db: Knex;
  let clusters: Map<string, FakeCluster>;
  let running: SharingReplica[];

  const start = async (kinds?: readonly WantedKind[]) => {
    const replica = new SharingReplica(db, clusters, kinds);
    running.push(replica);
    await replica.shared.start();
    return replica;
  };
  const stop = async (replica: SharingReplica) => {
    running.splice(running.indexOf(replica), 1);
    await replica.shared.stop();
  };
  const cluster = (name: string) => {
    const found = clusters.get(name);
    if (!found) {
      throw new TypeError(`There is no cluster ${name}`);
    }
    return found;
  };
  const watches = (name: string) =>
    cluster(name).requests.filter(({ url }) => /pods\?watch/.test(url)).length;
  const all = (name: string, pods: readonly string[]) =>
    soon(() =>
      running.every(
        each => JSON.stringify(each.pods(name)) === JSON.stringify(pods),
      ),
    );

  describe.each(databases.eachSupportedId().map(([id]) => id))('%s', id => {
    beforeEach(async () => {
      running = [];
      clusters = new Map();
      for (const name of NAMES) {
        clusters.set(name, await FakeCluster.start());
      }
      db = await databases.init(id);
      await db.migrate.latest({
        directory: resolvePackagePath(
          '@groundwork/backstage-plugin-tenancy-backend',
          'migrations',
        ),
      });
      await new KeptStore(db).clear();
      await db('tenancy_replicas').delete();
      await db('tenancy_cluster_leases').delete();
    });

    afterEach(async () => {
      await Promise.all(running.map(({ shared }) => shared.stop()));
      await Promise.all([...clusters.values()].map(each => each.stop()));
    });

    it('read each cluster once, and all know the same of all', async () => {
      for (const name of NAMES) {
        for (let i = 0; i < 20; i += 1) {
          cluster(name).put(pod(`${name}-${i}`));
        }
      }
      const replicas = [await start(), await start(), await start()];
      await soon(() => replicas.every(each => each.reads().length === 1));
      expect(replicas.flatMap(each => each.reads()).sort()).toEqual(
        [...NAMES].sort(),
      );
      for (const name of NAMES) {
        const names = Array.from({ length: 20 }, (_, i) => `${name}-${i}`);
        await all(name, names.map(each => `${each} Running`).sort());
        const apis = replicas.map(({ snapshot }) => snapshot.apis.of(name));
        expect(apis).toEqual(
          replicas.map(() => expect.arrayContaining(['v1'])),
        );
      }
      // What comes by a watch tells that there is one.
      NAMES.forEach(name => cluster(name).put(pod('watched')));
      await soon(() =>
        NAMES.every(name =>
          replicas.every(each => each.pods(name).includes('watched Running')),
        ),
      );
      const before = NAMES.map(watches);

      cluster('one').put(pod('one-3', 'Failed'));
      cluster('one').remove(pod('one-4'));
      cluster('one').put(pod('one-new'));
      await soon(() =>
        replicas.every(each => {
          const known = each.pods('one');
          return (
            known.includes('one-3 Failed') &&
            known.includes('one-new Running') &&
            !known.includes('one-4 Running')
          );
        }),
      );
      expect(NAMES.map(watches)).toEqual(before);
    });

    it('tell who follows what an object was before, and how old all is', async () => {
      cluster('one').put(pod('a'));
      const replicas = [await start(), await start(), await start()];
      await all('one', ['a Running']);
      await soon(() => replicas.every(each => each.reads().length === 1));
      const follower = replicas.find(each => !each.reads().includes('one'));
      await all('one', ['a Running']);
      const told: unknown[] = [];
      follower?.snapshot.subscribe(({ object, before }) => {
        if (object) {
          told.push([before?.status, object.status]);
        }
      });

      cluster('one').put(pod('a', 'Failed'));
      await all('one', ['a Failed']);

      expect(told).toEqual([[{ phase: 'Running' }, { phase: 'Failed' }]]);
      const asOf = () => {
        const known = follower?.snapshot.list({
          ...{ cluster: 'one', group: '', kind: 'Pod' },
        });
        return known && isKnown(known) ? known.asOf : 0;
      };
      const before = asOf();
      expect(Date.now() - before).toBeLessThan(30_000);
      // Nothing changes, and it is as fresh as who reads it says.
      cluster('one').send('v1', 'Pod', {
        type: 'BOOKMARK',
        object: { metadata: { resourceVersion: '99' } },
      });
      await soon(() => asOf() > before);
    });

    it('take over what one of them read that ends, or gives no sign', async () => {
      cluster('one').put(pod('a'));
      const [first, second] = [await start(), await start()];
      await all('one', ['a Running']);
      await stop(first);
      await soon(() => second.reads().length === 3);
      cluster('one').put(pod('b'));
      await all('one', ['a Running', 'b Running']);

      const third = await start();
      await soon(
        () => second.reads().length === 2 && third.reads().length === 1,
      );
      // It still runs, and can't say so: others must not wait for it.
      second.isCut = true;
      await soon(() => third.reads().length === 3);
      cluster('one').remove(pod('a'));
      cluster('two').put(pod('c'));
      await soon(
        () =>
          third.pods('one').includes('b Running') &&
          !third.pods('one').includes('a Running') &&
          third.pods('two').includes('c Running'),
      );
      // Who has no database reads for himself, and shares again when it is back.
      await soon(() => second.reads().length === 3);
      await all('two', ['c Running']);
      second.isCut = false;
      await soon(() => second.reads().length + third.reads().length === 3);
      cluster('one').put(pod('d'));
      await all('one', ['b Running', 'd Running']);
      expect(third.pods('one')).toEqual(['b Running', 'd Running']);
    });

    it('know of a cluster that is away, a kind that is refused and what cannot be read', async () => {
      cluster('one').put(pod('a'));
      const replicas = [await start(), await start(), await start()];
      await all('one', ['a Running']);
      await soon(() => replicas.every(each => each.reads().length === 1));

      await cluster('one').stop();
      await soon(() =>
        replicas.every(each => each.pods('one') === 'unreachable'),
      );
      for (const { snapshot } of replicas) {
        const [source] = snapshot.sources(new Set(['one']));
        expect(source.problem?.unknown).toBe('unreachable');
        expect(
          snapshot.list({ cluster: 'one', group: '', kind: 'Pod' }),
        ).toMatchObject({ last: { value: [{ metadata: { name: 'a' } }] } });
      }
      await cluster('one').listen();
      await all('one', ['a Running']);

      await soon(() => {
        // Until somebody watches again.
        cluster('one').send('v1', 'Pod', {
          type: 'ADDED',
          object: { metadata: { namespace: 'n', uid: 'x' } },
        });
        return replicas.every(each => each.pods('one') === 'unreadable');
      });
      const findings = replicas.map(({ snapshot }) => snapshot.findings());
      expect(findings[0]).toHaveLength(1);
      expect(findings[1]).toEqual(findings[0]);
      expect(findings[2]).toEqual(findings[0]);

      cluster('two').fault = url =>
        /\/pods/.test(url)
          ? { status: 403, body: { kind: 'Status', code: 403 } }
          : undefined;
      cluster('two').endWatches();
      await soon(() =>
        replicas.every(each => each.pods('two') === 'forbidden'),
      );
      cluster('two').fault = undefined;
      await all('two', []);
    });

    it('take nothing for known that is from before anybody reads', async () => {
      cluster('one').put(pod('a'));
      const earlier = await start();
      await all('one', ['a Running']);
      await soon(async () => {
        const kept = await db('tenancy_kept_parts').where({ kind: '/Pod' });
        return kept.length === 3;
      });
      await stop(earlier);
      await cluster('one').stop();

      const replicas = [await start(), await start()];
      const seen = new Set<unknown>();
      for (const each of replicas) {
        const look = () => void seen.add(typeof each.pods('one'));
        look();
        each.snapshot.subscribe(look);
      }
      await soon(() =>
        replicas.every(each => each.pods('one') === 'unreachable'),
      );
      expect([...seen]).toEqual(['string']);
      await cluster('one').listen();
      await all('one', ['a Running']);
    });

    it('of another version read for themselves', async () => {
      cluster('one').put(pod('a'));
      const first = await start();
      await all('one', ['a Running']);
      const other = await start([
        { ...KINDS[0], keep: object => object },
        KINDS[1],
      ]);
      await all('one', ['a Running']);
      expect([first.reads(), other.reads()]).toEqual([
        [...NAMES].sort(),
        [...NAMES].sort(),
      ]);
    });

    it('read for themselves what is broken in the database', async () => {
      cluster('one').put(pod('a'));
      await start();
      await all('one', ['a Running']);
      const pods = () => db('tenancy_kept_parts').where({ kind: '/Pod' });
      await soon(async () => (await pods()).length === 3);
      await pods().update({ body: Buffer.from('broken') });

      const second = await start();
      await soon(() => second.reads().length === 3);
      await all('one', ['a Running']);
      expect(second.pods('one')).toEqual(['a Running']);
    });

    it('agree in the end, whatever happened in between', async () => {
      const step = fc.oneof(
        {
          weight: 6,
          arbitrary: fc.record({
            do: fc.constantFrom('put' as const, 'remove' as const),
            cluster: fc.constantFrom(...NAMES),
            pod: fc.nat({ max: 11 }),
          }),
        },
        {
          weight: 3,
          arbitrary: fc.record({
            do: fc.constantFrom(
              'start' as const,
              'stop' as const,
              'cut' as const,
              'mend' as const,
              'wait' as const,
              'break' as const,
            ),
            cluster: fc.constantFrom(...NAMES),
            pod: fc.nat({ max: 11 }),
          }),
        },
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 10, maxLength: 40 }),
          async steps => {
            let round = 0;
            await start();
            for (const each of steps) {
              const at = running[each.pod % Math.max(1, running.length)];
              round += 1;
              if (each.do === 'put') {
                cluster(each.cluster).put(pod(`p${each.pod}`, `r${round}`));
              } else if (each.do === 'remove') {
                cluster(each.cluster).remove(pod(`p${each.pod}`));
              } else if (each.do === 'start' && running.length < 4) {
                await start();
              } else if (each.do === 'stop' && running.length > 1) {
                await stop(at);
              } else if (each.do === 'cut') {
                at.isCut = true;
              } else if (each.do === 'mend') {
                at.isCut = false;
              } else if (each.do === 'break') {
                cluster(each.cluster).breakWatches();
              } else {
                await new Promise(resolve => {
                  setTimeout(resolve, 40 * (each.pod % 4));
                });
              }
            }
            running.forEach(each => {
              each.isCut = false;
            });
            // What the clusters themselves say.
            const whole = await start();
            for (const name of NAMES) {
              const list = await fetch(`${cluster(name).url}/api/v1/pods`);
              const { items } = (await list.json()) as {
                items: KubernetesObject[];
              };
              await all(
                name,
                items
                  .map(
                    ({ metadata, status }) =>
                      `${metadata.name} ${(status as { phase: string }).phase}`,
                  )
                  .sort(),
              );
              items.forEach(item => cluster(name).remove(item));
            }
            expect(running).toContain(whole);
            await Promise.all([...running].map(stop));
          },
        ),
        { numRuns: 6 },
      );
    });
  });
});
