import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { isKnown, lastValue, type KubernetesObject } from '@groundwork/engine';
import type { Knex } from 'knex';
import { until } from '../__testUtils__/clientOf';
import {
  KeepingReplica,
  POD,
  pod,
  PODS,
  pods,
} from '../__testUtils__/KeepingReplica';
import type { WantedKind } from '../clusters';
import { ClusterError } from '../clusters/ClusterError';
import { KeptStore } from './KeptStore';
import { MAX_AGE } from './SnapshotKeeper';

jest.setTimeout(120_000);

describe('what is read of clusters', () => {
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
  const running: KeepingReplica[] = [];

  const replica = (...kinds: Array<ReadonlyMap<string, WantedKind[]>>) => {
    const made = new KeepingReplica(
      db,
      ...(kinds as [Map<string, WantedKind[]>]),
    );
    running.push(made);
    return made;
  };
  /** What a replica shows that starts now. */
  const shown = async (query: typeof PODS = PODS) => {
    const next = new KeepingReplica(db);
    await next.restore();
    const known = next.snapshot.list(query);
    return (lastValue(known) ?? []).map(
      ({ metadata }) => `${metadata.name} ${metadata.resourceVersion}`,
    );
  };
  const kept = (check: (names: string[]) => boolean) => until(shown, check);
  const rows = async () =>
    (await db('tenancy_kept_parts').select('kind', 'part')).length;

  describe.each(databases.eachSupportedId().map(([id]) => id))('%s', id => {
    beforeEach(async () => {
      db = await databases.init(id);
      await db.migrate.latest({
        directory: resolvePackagePath(
          '@groundwork/backstage-plugin-tenancy-backend',
          'migrations',
        ),
      });
      await new KeptStore(db).clear();
    });

    afterEach(async () => {
      await Promise.all(running.splice(0).map(each => each.stop()));
    });

    it('is there after a restart, with its age, and never as known', async () => {
      const begunAt = Date.now();
      const first = replica().start();
      await first.read(pods(3));
      await kept(names => names.length === 3);
      await first.stop();
      const stoppedAt = Date.now();

      const next = replica();
      next.clock = 60_000;
      await next.restore();

      const known = next.snapshot.list(PODS);
      expect(known).toMatchObject({
        unknown: 'notWatched',
        message: expect.stringMatching(/kept/),
      });
      const asOf = isKnown(known) ? NaN : known.last?.asOf ?? NaN;
      expect(asOf).toBeGreaterThanOrEqual(begunAt);
      expect(asOf).toBeLessThanOrEqual(stoppedAt);
      expect(lastValue(known)).toEqual(pods(3));
      expect(next.snapshot.sources()).toMatchObject([
        { asOf, problem: { unknown: 'notWatched' } },
      ]);
      // A cluster that answers makes nothing younger that was not read.
      next.snapshot.clusterUp('one');
      next.snapshot.addKind('one', POD);
      expect(next.snapshot.list(PODS)).toMatchObject({ last: { asOf } });

      await next.read([pod('new')]);
      expect(next.snapshot.list(PODS)).toMatchObject({ value: [pod('new')] });
      expect(next.snapshot.isRestored(PODS)).toBe(false);
    });

    it('tells an empty list from one that nobody read', async () => {
      const first = replica().start();
      await first.read([]);
      await until(
        async () =>
          Object.keys((await first.store.clusters()).get('one') ?? {}),
        names => names.length > 0,
      );
      const next = replica();
      await next.restore();
      expect(next.snapshot.list(PODS)).toMatchObject({ last: { value: [] } });
      expect(
        next.snapshot.list({ ...PODS, kind: 'Namespace' }),
      ).not.toHaveProperty('last');
    });

    it('follows what comes, changes and goes', async () => {
      const first = replica().start();
      await first.read(pods(1000));
      await kept(names => names.length === 1000);

      first.snapshot.put('one', pod('p-7', '2'));
      first.snapshot.put('one', pod('came'));
      first.snapshot.remove('one', pod('p-8'));

      const names = await kept(all => all.includes('came 1'));
      expect(names).toHaveLength(1000);
      expect(names).toContain('p-7 2');
      expect(names).not.toContain('p-8 1');
    });

    it('is divided anew where it grows or shrinks, and never shown in part', async () => {
      const first = replica().start();
      await first.read(pods(10));
      await kept(names => names.length === 10);
      expect(await rows()).toBe(1);

      await first.read(pods(5000));
      await until(shown, names => {
        expect([0, 10, 5000]).toContain(names.length);
        return names.length === 5000;
      });
      expect(await rows()).toBe(32);

      await first.read(pods(3));
      await until(shown, names => {
        expect([0, 3, 5000]).toContain(names.length);
        return names.length === 3;
      });
      await until(rows, count => count === 1);
    });

    it('is not shown where it is divided anew while it is read', async () => {
      const first = replica().start();
      await first.read(pods(10));
      await kept(names => names.length === 10);
      const next = replica();
      const clusters = next.store.clusters.bind(next.store);
      next.store.clusters = async () => {
        const before = await clusters();
        await first.read(pods(5000));
        await until(rows, count => count === 32);
        return before;
      };

      await next.restore();

      expect(next.snapshot.list(PODS)).not.toHaveProperty('last');
      expect(await shown()).toHaveLength(5000);
    });

    it('gives nobody a part of another division', async () => {
      const first = replica().start();
      await first.read(pods(10));
      await kept(names => names.length === 10);
      const entry = (await first.store.clusters()).get('one')?.['/Pod'];
      const division = { parts: entry?.parts ?? 0, since: entry?.since ?? 0 };
      const read = async () => {
        const found: number[] = [];
        const parts = { division, parts: [0] };
        for await (const { part } of first.store.bodiesOf(
          'one',
          '/Pod',
          parts,
        )) {
          found.push(part);
        }
        return found;
      };
      expect(await read()).toEqual([0]);

      await first.read(pods(5000));
      await kept(names => names.length === 5000);

      await expect(read()).rejects.toThrow('/Pod of cluster one is divided');
    });

    it('is never put back where a later holder wrote', async () => {
      const store = new KeptStore(db, { isShared: true });
      const part = (version: number, text: string) => ({
        ...{ cluster: 'one', kind: '/Pod', part: 0, hash: text, version },
        body: Buffer.from(text),
      });
      await store.putParts([part(5, 'later')]);
      await store.putParts([part(4, 'earlier')]);
      await store.dropParts('one', '/Pod', 5);
      expect(await store.hashes()).toMatchObject([{ hash: 'later' }]);
      const later = { kinds: {}, version: 5, report: 'later' };
      await store.putClusters(new Map([['one', later]]));
      await store.putClusters(
        new Map([['one', { ...later, version: 4, report: 'earlier' }]]),
      );
      expect(await store.cluster('one')).toMatchObject({ report: 'later' });
      await store.putParts([part(6, 'last')]);
      expect(await store.hashes()).toMatchObject([{ hash: 'last' }]);
    });

    it('goes where the cluster refuses it or has none of it', async () => {
      for (const reason of ['forbidden', 'notServed'] as const) {
        const first = replica().start();
        await first.read(pods(3));
        await kept(names => names.length === 3);
        const starting = replica();
        await starting.restore();

        const refused = new ClusterError(reason, 'no', 403);
        first.snapshot.kindProblem('one', POD, refused);
        await until(rows, count => count === 0);
        expect(await shown()).toEqual([]);

        // Who started before forgets it as soon as it is told.
        starting.snapshot.addKind('one', POD);
        starting.snapshot.kindProblem('one', POD, refused);
        expect(starting.snapshot.list(PODS)).not.toHaveProperty('last');
        expect(starting.snapshot.isRestored(PODS)).toBe(false);
        await starting.restore();
        expect(starting.snapshot.list(PODS)).not.toHaveProperty('last');
        await first.stop();
      }
    });

    it('stays as old as it is while its cluster is away, for a day', async () => {
      const first = replica().start();
      await first.read(pods(3));
      await kept(names => names.length === 3);
      first.snapshot.clusterProblem(
        'one',
        new ClusterError('unreachable', 'is away'),
      );
      const asOf = async () =>
        (await first.store.clusters()).get('one')?.['/Pod']?.asOf;
      const before = await asOf();
      const restarted = replica();
      await restarted.restore();
      restarted.snapshot.clusterProblem(
        'one',
        new ClusterError('unreachable', 'is away'),
      );
      expect(restarted.snapshot.list(PODS)).toMatchObject({
        unknown: 'unreachable',
        last: { value: pods(3) },
      });
      // Neither who looks on nor who restarts makes it younger.
      restarted.start();
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
      expect(await asOf()).toBe(before);

      const late = replica();
      late.clock = MAX_AGE + 60_000;
      await late.restore();
      expect(late.snapshot.list(PODS)).not.toHaveProperty('last');
      first.clock = MAX_AGE + 60_000;
      await until(asOf, age => age === undefined);
    });

    it('never replaces what was read meanwhile', async () => {
      const first = replica().start();
      await first.read(pods(2000));
      await kept(names => names.length === 2000);
      await first.stop();
      const next = replica();
      const restoring = next.restore();
      await next.read([pod('live')]);
      await restoring;
      expect(next.snapshot.list(PODS)).toMatchObject({ value: [pod('live')] });
      expect(next.snapshot.isRestored(PODS)).toBe(false);
    });

    it('is written by the holder of the lease, who goes on where another ended', async () => {
      const [first, second] = [replica().start(), replica()];
      second.isHolder = false;
      second.start();
      await first.read(pods(600));
      await second.read(pods(600));
      await kept(names => names.length === 600);
      first.isHolder = false;
      first.snapshot.put('one', pod('of the first'));
      second.snapshot.put('one', pod('of the second'));
      const put = jest.spyOn(second.store, 'putParts');

      second.isHolder = true;
      const names = await kept(all => all.includes('of the second 1'));

      expect(names).toHaveLength(601);
      // What is the same is not written again.
      expect(put.mock.calls.flatMap(([parts]) => parts)).toHaveLength(1);
    });

    it('of what is no longer read, or made in another way, goes', async () => {
      const kinds = new Map([
        ['one', [POD]],
        ['two', [POD]],
      ]);
      const first = replica(kinds).start();
      await first.read(pods(3));
      first.snapshot.addKind('two', POD);
      await first.snapshot.replace('two', POD, pods(3));
      await until(rows, count => count === 2);
      await first.stop();

      const other = { ...POD, keep: (object: KubernetesObject) => object };
      const second = replica(new Map([['one', [other]]]));
      await second.restore();
      expect(second.snapshot.list(PODS)).not.toHaveProperty('last');
      second.start();
      await until(rows, count => count === 0);
      expect([...(await second.store.clusters()).keys()]).toEqual(['one']);
    });

    it('is not shown where it is broken, and written again', async () => {
      const first = replica().start();
      await first.read(pods(600));
      await kept(names => names.length === 600);
      await first.stop();
      await db('tenancy_kept_parts')
        .where({ part: 1 })
        .update({ body: Buffer.from('broken') });

      const second = replica();
      await second.restore();
      expect(second.snapshot.list(PODS)).not.toHaveProperty('last');
      expect(second.logger.warn).toHaveBeenCalledTimes(1);
      second.start();
      await second.read(pods(600));
      await kept(names => names.length === 600);
      await second.stop();

      await db('tenancy_kept_parts').where({ part: 1 }).delete();
      expect(await shown()).toEqual([]);
      await db('tenancy_kept_clusters').update({ kinds: '{"/Pod":1}' });
      expect(await shown()).toEqual([]);
    });

    it('of a storm is a few rows at a time, and all of it in the end', async () => {
      const first = replica().start();
      await first.read(pods(2000));
      await kept(names => names.length === 2000);
      const put = jest.spyOn(first.store, 'putParts');
      for (let round = 2; round <= 20; round += 1) {
        for (let i = 0; i < 2000; i += 1) {
          first.snapshot.put('one', pod(`p-${i}`, `${round}`));
        }
      }
      await kept(names => names.every(each => each.endsWith(' 20')));
      const [written] = [put.mock.calls.map(([parts]) => parts.length)];
      expect(Math.max(...written)).toBeLessThanOrEqual(40);
      // 38,000 changes.
      expect(written.reduce((a, b) => a + b)).toBeLessThanOrEqual(64);
    });

    it('is kept later where the database takes nothing for a while', async () => {
      const first = replica();
      const put = jest
        .spyOn(first.store, 'putParts')
        .mockRejectedValueOnce(new Error('away'));
      first.start();
      await first.read(pods(3));
      await kept(names => names.length === 3);
      expect(put).toHaveBeenCalledTimes(2);

      jest
        .spyOn(first.store, 'clusters')
        .mockRejectedValueOnce(new Error('away'));
      await expect(first.restore()).rejects.toThrow('away');
    });
  });
});
