import { mockServices } from '@backstage/backend-test-utils';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { EstateIndex } from './EstateIndex';
import type { EstateRow } from './EstateRow';

const row = (older: number): EstateRow => ({
  at: 0,
  troubles: [],
  certificates: [],
  quotas: [],
  drift: [],
  older,
});
const entry = (name: string): TenantEntry => ({ name, environments: [] });

describe('EstateIndex', () => {
  let now = 0;
  let made: string[] = [];
  const index = (
    make: (tenant: TenantEntry) => Promise<EstateRow> = async ({ name }) => {
      made.push(name);
      return row(made.length);
    },
    patience = 10_000,
  ) =>
    new EstateIndex({
      make,
      logger: mockServices.logger.mock(),
      now: () => now,
      patience,
    });

  beforeEach(() => {
    now = 0;
    made = [];
  });

  it('looks at each tenant once for all who ask', async () => {
    const estate = index();
    const tenants = ['a', 'b'].map(entry);
    const all = await Promise.all([estate.of(tenants), estate.of(tenants)]);
    expect(all.map(rows => [...rows.keys()])).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    await estate.of(tenants);
    expect(made).toEqual(['a', 'b']);
  });

  it('looks again at what changed, and at no other', async () => {
    const estate = index();
    const tenants = ['a', 'b'].map(entry);
    await estate.of(tenants);
    estate.invalidate(['b', 'never-asked-for']);
    await estate.of(tenants);
    expect(made).toEqual(['a', 'b']);
    now = 2_000;
    const rows = await estate.of(tenants);
    expect(made).toEqual(['a', 'b', 'b']);
    expect(rows.get('b')).toEqual(row(3));
  });

  it('takes nothing for the last word that changed while it was looked at', async () => {
    const estate: EstateIndex = index(async ({ name }) => {
      made.push(name);
      if (made.length === 1) {
        estate.invalidate(['a']);
      }
      return row(made.length);
    });
    await estate.of([entry('a')]);
    now = 2_000;
    expect((await estate.of([entry('a')])).get('a')).toEqual(row(2));
  });

  it('answers with what it has, and with the last row of what is made anew', async () => {
    let hold = Promise.resolve();
    const estate = index(async ({ name }) => {
      made.push(name);
      await hold;
      return row(made.length);
    }, 1);
    await estate.of([entry('a')]);
    const first = await eventually(() => estate.of([entry('a')]), 1);
    let release = () => {};
    hold = new Promise(resolve => {
      release = resolve;
    });
    estate.invalidate(['a']);
    now = 2_000;
    const held = await estate.of([entry('a'), entry('b')]);
    expect([...held]).toEqual([...first]);
    release();
    await eventually(() => estate.of([entry('a'), entry('b')]), 2);
  });

  it('goes on where one tenant cannot be looked at, and forgets who is gone', async () => {
    const estate = index(async ({ name }) => {
      if (name === 'a') {
        throw new Error('odd');
      }
      return row(0);
    });
    const rows = await estate.of(['a', 'b'].map(entry));
    expect([...rows.keys()]).toEqual(['b']);
    estate.retain(new Set(['a']));
    made = [];
    await estate.of([entry('b')]);
    expect((await estate.of([entry('b')])).size).toBe(1);
  });
});

async function eventually(
  ask: () => Promise<ReadonlyMap<string, EstateRow>>,
  size: number,
): Promise<ReadonlyMap<string, EstateRow>> {
  for (;;) {
    const rows = await ask();
    if (rows.size === size) {
      return rows;
    }
  }
}
