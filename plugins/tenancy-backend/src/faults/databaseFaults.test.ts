import { createMockDirectory } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const LOCK_SECONDS = 15;

/** Another process that holds the lock for so long, as a backup does. */
async function lock(file: string, seconds: number): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      '-e',
      `const db = require('better-sqlite3')(process.argv[1], { timeout: 10000 });
       db.exec('BEGIN EXCLUSIVE');
       process.stdout.write('locked');
       setTimeout(() => db.exec('COMMIT'), process.argv[2] * 1000);`,
      file,
      String(seconds),
    ],
    { cwd: __dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(child.stdout, 'data');
}

describe('a database that', () => {
  const disk = createMockDirectory();
  let portal: Portal;
  let knex: Knex;

  const { get, post, settled } = clientOf(() => portal);
  const propose = (name: string) =>
    post('proposals', {
      tenant: 'pay',
      kind: 'Route',
      name,
      url: 'https://git.example.com/acme/estate/pull/1',
    });
  const proposed = async () => {
    const { body } = await get('tenants/pay/requests').expect(200);
    return body.items
      .map(({ name }: { name: string }) => name)
      .filter((name: string) => name !== 'pay')
      .sort();
  };

  beforeEach(async () => {
    disk.clear();
    knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename: disk.resolve('tenancy.sqlite') },
      useNullAsDefault: true,
    });
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
      knex,
    });
    portal.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'pay',
        labels: { 'tenancy.groundwork.dev/tenant': 'pay' },
      },
    });
    await settled();
    await propose('before').expect(204);
  });

  afterEach(async () => {
    await portal.stop();
    await knex.destroy();
  });

  it('is locked by another process holds nobody up, loses nothing, and is back at once', async () => {
    await lock(disk.resolve('tenancy.sqlite'), LOCK_SECONDS);
    const lockedAt = performance.now();

    const written = propose('during').then(answer => answer);
    const asked = get('tenants/pay/requests').then(answer => answer);
    // Cards need no database, and nobody waits for those who do, though the driver's own way to wait holds the process up.
    await get('tenants/pay/status').expect(200);
    expect(performance.now() - lockedAt).toBeLessThan(LOCK_SECONDS * 1000);
    for (let i = 0; i < 10; i++) {
      await get('tenants/pay/status').expect(200);
    }
    const answer = await asked;
    expect(answer.status).toBe(503);
    expect(answer.body.error.message).toMatch(
      /database of the tenancy plugin is locked/,
    );

    await get('tenants/pay/changes').expect(503);

    expect((await written).status).toBe(204);
    await get('tenants/pay/changes').expect(200);
    const back = performance.now() - lockedAt - LOCK_SECONDS * 1000;
    expect(back).toBeGreaterThan(-1000);
    expect(back).toBeLessThan(10_000);
    expect(await proposed()).toEqual(['before', 'during']);
  });

  it('has no room takes nothing, keeps what it has, and says why', async () => {
    const [{ page_count: pages }] = await knex.raw('PRAGMA page_count');
    await knex.raw(`PRAGMA max_page_count = ${pages}`);
    const refused = await until(
      async () => propose(`r${Math.random()}`.replace('.', '-')),
      ({ status }) => status !== 204,
    );
    expect([refused.status, refused.body.error.message]).toEqual([
      503,
      expect.stringMatching(/its disk is full/),
    ]);
    const kept = await proposed();
    expect(kept).toContain('before');
    // A merged proposal is dropped when somebody looks; that it can't be is no reason not to answer.
    await knex.raw(`PRAGMA query_only = 1`);
    portal.git.write({
      'tenants/pay/requests/route-before.yaml': `apiVersion: tenancy.groundwork.dev/v1
kind: Route
metadata: { name: before, tenant: pay }
spec: {}
`,
    });
    await until(
      async () => (await get('tenants/pay/requests').expect(200)).body.items,
      items =>
        items.some(
          ({ name, stage }: { name: string; stage: string }) =>
            name === 'before' && stage !== 'proposed',
        ),
    );

    await knex.raw('PRAGMA query_only = 0');
    await knex.raw('PRAGMA max_page_count = 1000000');
    await propose('after').expect(204);
    expect(await proposed()).toEqual([...new Set([...kept, 'after'])].sort());
  });

  it('breaks off connections is asked again', async () => {
    let broken = 3;
    const { client } = knex;
    const query = client._query.bind(client);
    client._query = async (...args: unknown[]) => {
      if (broken > 0) {
        broken -= 1;
        throw Object.assign(new Error('Connection terminated unexpectedly'), {
          code: '57P01',
        });
      }
      return query(...args);
    };

    expect(await proposed()).toEqual(['before']);
    broken = 3;
    await propose('web').expect(204);
    expect(await proposed()).toEqual(['before', 'web']);
  });
});
