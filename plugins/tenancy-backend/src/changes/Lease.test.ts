import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Lease } from './Lease';

describe('Lease', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let db: Knex;
  let passed = 0;
  let set = 0;

  const create = (term = 60_000) =>
    new Lease({
      db,
      name: 'publisher',
      term,
      logger: mockServices.logger.mock(),
    });

  beforeEach(async () => {
    db = await databases.init('SQLITE_3');
    await db.migrate.latest({
      directory: resolvePackagePath(
        '@groundwork/backstage-plugin-tenancy-backend',
        'migrations',
      ),
    });
    passed = 0;
    set = 0;
    const [wall, own] = [Date.now(), performance.now()];
    jest.spyOn(Date, 'now').mockImplementation(() => wall + passed + set);
    jest.spyOn(performance, 'now').mockImplementation(() => own + passed);
  });

  afterEach(() => jest.restoreAllMocks());

  it('is held by one replica, and passes on when that one ends or falls silent', async () => {
    const [first, second, third] = [create(), create(), create()];

    await expect(first.take()).resolves.toBe(true);
    await expect(second.take()).resolves.toBe(false);
    await expect(first.take()).resolves.toBe(true);
    expect([first.isHeld(), second.isHeld()]).toEqual([true, false]);

    await first.stop();
    await expect(second.take()).resolves.toBe(true);
    expect(first.isHeld()).toBe(false);

    await expect(third.take()).resolves.toBe(false);
    passed += 60_001;
    await expect(third.take()).resolves.toBe(true);
    expect(second.isHeld()).toBe(false);
    await expect(second.take()).resolves.toBe(false);
  });

  it('that ran out before a replica started is taken by it at once', async () => {
    await create().take();
    passed += 60_001;
    await expect(create().take()).resolves.toBe(true);
  });

  it.each([
    ['forwards', 7_200_000],
    ['backwards', -7_200_000],
  ])(
    'goes neither to two nor to nobody when the clock is set %s',
    async (_way, jump) => {
      const [holder, other] = [create(), create()];
      await holder.take();
      await other.take();

      set = jump;
      await expect(other.take()).resolves.toBe(false);
      expect(holder.isHeld()).toBe(true);
      passed += 30_000;
      await expect(holder.take()).resolves.toBe(true);
      await expect(other.take()).resolves.toBe(false);

      // The holder ends without a word.
      passed += 60_001;
      expect(holder.isHeld()).toBe(false);
      await expect(other.take()).resolves.toBe(true);
    },
  );

  it('says when it is taken since when nobody may have held it', async () => {
    const [first, second] = [create(), create()];
    const taken: Array<[string, number]> = [];
    const began = performance.now();
    first.onTaken(since => taken.push(['first', since]));
    second.onTaken(since => taken.push(['second', Math.round(since - began)]));
    for (let i = 0; i < 3; i += 1) {
      await first.take();
      await second.take();
      passed += 20_000;
    }
    expect(taken).toEqual([['first', -Infinity]]);

    // What was written at 40 s was seen at 40 s, and at 20 s it was not there.
    await second.take();
    passed += 60_000;
    await second.take();
    await second.take();
    expect(taken.slice(1)).toEqual([['second', 20_000]]);
  });

  it('is taken again by who had lost it to a database that was away', async () => {
    const only = create();
    let taken = 0;
    only.onTaken(() => {
      taken += 1;
    });
    await only.take();
    await only.take();
    expect(taken).toBe(1);

    passed += 60_001;
    await only.take();
    expect(taken).toBe(2);
  });

  it('goes to one of several that want it at the same time', async () => {
    await create().take();
    const many = Array.from({ length: 5 }, () => create());
    await Promise.all(many.map(each => each.take()));
    passed += 60_001;
    const taken = await Promise.all(many.map(each => each.take()));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });
});
