import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Lease } from './Lease';

describe('Lease', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('is held by one replica, and passes on when that one ends or falls silent', async () => {
    const db = await databases.init('SQLITE_3');
    await db.migrate.latest({
      directory: resolvePackagePath(
        '@groundwork/backstage-plugin-tenancy-backend',
        'migrations',
      ),
    });
    const create = () =>
      new Lease({
        db,
        name: 'publisher',
        term: 60_000,
        logger: mockServices.logger.mock(),
      });
    const [first, second] = [create(), create()];

    await expect(first.take()).resolves.toBe(true);
    await expect(second.take()).resolves.toBe(false);
    await expect(first.take()).resolves.toBe(true);
    expect([first.isHeld(), second.isHeld()]).toEqual([true, false]);

    await first.stop();
    await expect(second.take()).resolves.toBe(true);
    expect(first.isHeld()).toBe(false);

    await db('tenancy_leases').update({ until: Date.now() - 1 });
    await expect(create().take()).resolves.toBe(true);
  });
});
