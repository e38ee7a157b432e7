import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Change, SourceState } from '@groundwork/engine';
import type { Knex } from 'knex';
import { ChangeStore, type Mark } from './ChangeStore';
import { GapWatch } from './GapWatch';
import { redactNames } from './redactNames';

const MINUTE = 60_000;

describe('ChangeStore', () => {
  const databases = TestDatabases.create({
    ids: [
      'SQLITE_3',
      // Where the machine has one.
      ...(process.env.BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING
        ? (['POSTGRES_16'] as const)
        : []),
    ],
  });
  jest.setTimeout(120_000);

  const change = (at: number, more: Partial<Change> = {}): Change => ({
    key: JSON.stringify([at, more]),
    kind: 'workload',
    event: 'scaled',
    environments: ['dev'],
    subject: { kind: 'Deployment', name: 'web' },
    at,
    ...more,
  });
  const mark = (version: number): Mark => ({
    version,
    at: 1,
    owner: 'group:default/a',
    commits: [],
  });
  const open = async (id: Parameters<typeof databases.init>[0]) => {
    const db: Knex = await databases.init(id);
    await db.migrate.latest({
      directory: resolvePackagePath(
        '@groundwork/backstage-plugin-tenancy-backend',
        'migrations',
      ),
    });
    for (const table of ['tenancy_changes', 'tenancy_observations']) {
      await db(table).delete();
    }
    return db;
  };

  describe.each(databases.eachSupportedId())('on %s', id => {
    it('lets one of two that saw the same write it', async () => {
      const db = await open(id);
      const [first, second] = [new ChangeStore(db), new ChangeStore(db)];
      expect(await first.record('pay', [change(1)], mark(0))).toBe(true);
      expect(await second.record('pay', [change(1)], mark(0))).toBe(false);
      expect(await second.record('pay', [change(1)], mark(1))).toBe(true);
      expect(await first.page('pay', { limit: 10 })).toHaveLength(1);
      expect(await first.mark('pay')).toMatchObject({ version: 2 });
    });

    it('merges a storm, over many writes, and keeps what is of another kind', async () => {
      const db = await open(id);
      const store = new ChangeStore(db);
      await store.note('pay', [
        change(0, { kind: 'commit', event: 'committed' }),
      ]);
      for (let i = 0; i < 100; i++) {
        await store.note('pay', [change(i * 1000), change(i * 1000 + 500)]);
      }
      const rows = await store.page('pay', { limit: 100 });
      expect(rows.map(({ event, count }) => [event, count]).sort()).toEqual([
        ['committed', undefined],
        ['scaled', 200],
      ]);
    });

    it('keeps so many of each kind, and nothing that is too old', async () => {
      const db = await open(id);
      const store = new ChangeStore(db);
      const created = (at: number) => change(at, { event: 'created' });
      for (let from = 0; from < 400; from += 100) {
        await store.note(
          'pay',
          Array.from({ length: 100 }, (_, i) => created(1000 + from + i)),
        );
      }
      await store.note('pay', [
        change(5, { kind: 'commit', event: 'committed' }),
        change(2000, { kind: 'commit', event: 'committed' }),
      ]);
      await store.prune(10);
      const rows = await store.page('pay', { limit: 1000 });
      expect(rows.filter(({ kind }) => kind === 'workload')).toHaveLength(300);
      expect(rows[1].at).toBe(1399);
      expect(
        rows.filter(({ kind }) => kind === 'commit').map(({ at }) => at),
      ).toEqual([2000]);
    });

    it('shows an owner nothing of before, also when the tenant comes back', async () => {
      const db = await open(id);
      const store = new ChangeStore(db);
      const made = (at: number) => change(at, { event: 'created' });
      await store.note('pay', [made(1)], 'group:default/a');
      await store.note('pay', [made(2)], 'group:default/b');
      await store.note('pay', [made(3)], 'group:default/a');
      await store.note('pay', [made(4)]);
      const seen = async (owner?: string) =>
        (
          await store.page('pay', { limit: 10, ...(owner ? { owner } : {}) })
        ).map(({ at }) => at);
      expect(await seen('group:default/a')).toEqual([3]);
      expect(await seen('group:default/c')).toEqual([]);
      expect(await seen()).toEqual([4, 3, 2, 1]);
    });

    it('notes when nobody watched and when a cluster was silent, once, over replicas', async () => {
      const db = await open(id);
      const store = new ChangeStore(db);
      let now = 100 * MINUTE;
      const sources: SourceState[] = [
        { source: 'cluster edge', kind: 'cluster', asOf: 90 * MINUTE },
      ];
      const watch = () =>
        new GapWatch({ store, sources: () => sources, now: () => now });
      const first = watch();
      await first.beat();
      const [begin] = await store.gaps(0);
      expect(begin).toMatchObject({ event: 'unwatched', at: 0, until: now });

      sources[0].problem = {
        unknown: 'timeout',
        message: 'no answer',
        since: now,
      };
      now += MINUTE / 2;
      await first.beat();
      now += MINUTE / 2;
      await first.beat();
      const silent = await store.gaps(0);
      expect(silent.slice(0, 1)).toMatchObject([
        { event: 'silent', at: 90 * MINUTE, subject: { name: 'edge' } },
      ]);
      expect(silent[0].until).toBeUndefined();

      // The replica ends; an hour later another one starts, and the cluster answers.
      now += 60 * MINUTE;
      delete sources[0].problem;
      await watch().beat();
      const gaps = await store.gaps(0);
      expect(
        gaps.map(({ event, at, until = 0 }) => [event, until - at]).sort(),
      ).toEqual([
        ['silent', 71 * MINUTE],
        ['unwatched', 60 * MINUTE],
        ['unwatched', 100 * MINUTE],
      ]);
    });
  });
});

describe('redactNames', () => {
  const redact = (text: string, own: string[] = ['pay']) =>
    redactNames(text, {
      own: new Set(own),
      isForeign: name => ['shop', 'web', 'front-end'].includes(name),
    });

  it.each([
    ['Give shop the host', 'Give (another tenant) the host'],
    ['SHOP-dev and front-end', '(another tenant) and (another tenant)'],
    ['my-front-end-1 of pay', '(another tenant) of pay'],
    ['workshop and webs', 'workshop and webs'],
  ])('takes other tenants out of %s', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it('leaves alone what is called like one and is the reader’s own', () => {
    expect(redact('Scale web to 14', ['pay', 'web'])).toBe('Scale web to 14');
  });
});
