import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ProposalStore } from './ProposalStore';

const DAY = 24 * 60 * 60 * 1000;
const directory = resolvePackagePath(
  '@groundwork/backstage-plugin-tenancy-backend',
  'migrations',
);

describe('ProposalStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const proposal = (name: string, proposedBy: string, at: number) => ({
    tenant: 'pay',
    kind: 'Route',
    name,
    url: `https://git.example.com/acme/estate/pull/${name}`,
    proposedBy,
    tenantOwner: 'group:default/payments',
    at,
  });

  it('keeps ten of each author for tenants that do not exist', async () => {
    const db = await databases.init('SQLITE_3');
    await db.migrate.latest({ directory });
    const store = new ProposalStore(db, () => 1000);
    for (let i = 0; i < 30; i++) {
      const name = `t${i}`;
      await store.put({
        tenant: name,
        kind: 'Tenant',
        name,
        url: 'https://git.example.com/acme/estate/pull/1',
        proposedBy: 'user:default/guest',
        at: i,
      });
    }
    await store.put(proposal('web', 'user:default/guest', 40));

    expect(await store.of('t0')).toEqual([]);
    expect(await store.of('t29')).toHaveLength(1);
    expect(await store.of('pay')).toHaveLength(1);
    expect(await db('tenancy_proposals').select('name')).toHaveLength(11);
  });

  it('keeps for each author the last hundred, for ninety days', async () => {
    const db = await databases.init('SQLITE_3');
    await db.migrate.latest({ directory });
    let now = 1000;
    const store = new ProposalStore(db, () => now);

    await store.put(proposal('other', 'user:default/bob', 0));
    for (let i = 0; i < 120; i++) {
      await store.put(proposal(`r${i}`, 'user:default/ada', i));
    }
    const names = async () => (await store.of('pay')).map(({ name }) => name);

    expect((await names()).length).toBe(101);
    expect(await names()).toContain('other');
    expect(await names()).not.toContain('r19');
    now += 91 * DAY;
    expect(await names()).toEqual([]);
  });

  it('keeps what was proposed before proposals had authors', async () => {
    const db = await databases.init('SQLITE_3');
    await db.migrate.up({ directory });
    await db('tenancy_proposals').insert({
      tenant: 'pay',
      kind: 'Route',
      name: 'web',
      url: 'https://git.example.com/acme/estate/pull/1',
      proposed_by: 'user:default/ada',
      at: Date.now(),
    });
    await db.migrate.latest({ directory });

    expect(await new ProposalStore(db).of('pay')).toEqual([
      expect.objectContaining({ name: 'web', proposedBy: 'user:default/ada' }),
    ]);
    await db.migrate.down({ directory });
    expect(await db('tenancy_proposals').select('name')).toEqual([
      { name: 'web' },
    ]);
  });
});
