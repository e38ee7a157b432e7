import createKnex from 'knex';
import { join } from 'node:path';
import { held } from '../held';
import { startLivePortal } from './livePortal';

/*
 * A portal in a process of its own with a database on disk, so that it can be killed and started again.
 */

/** What it is told: to start and to count from then on, to forget what it counted, or to tell what it counted since. */
export type Order = { type: 'start' } | { type: 'count' } | { type: 'tell' };

/** What it tells: that it may be started, where it is, or what it counted. */
export type Told =
  | { type: 'ready' }
  | { type: 'up'; base: string }
  | {
      type: 'counted';
      /** Milliseconds that the event loop was held at most. */
      held: number;
      /** Milliseconds of CPU. */
      cpu: number;
      rss: number;
      writes: number;
      rows: number;
    };

const [url, tenants, folder] = process.argv.slice(2);

const tell = (message: Told) => process.send?.({ told: message });

function count(knex: ReturnType<typeof createKnex>) {
  let writes = 0;
  let rows = 0;
  knex.on(
    'query',
    ({ sql, bindings }: { sql: string; bindings: unknown[] }) => {
      if (/^insert into .tenancy_kept/.test(sql)) {
        writes += 1;
        rows += bindings.filter(each => Buffer.isBuffer(each)).length;
      }
    },
  );
  let stop = () => {};
  let longest = 0;
  let cpu = process.cpuUsage();
  let running: Promise<void> = Promise.resolve();
  return {
    begin(): void {
      writes = 0;
      rows = 0;
      cpu = process.cpuUsage();
      running = held(
        () =>
          new Promise(resolve => {
            stop = resolve;
          }),
      ).then(found => {
        longest = found.longest;
      });
    },
    async end(): Promise<Extract<Told, { type: 'counted' }>> {
      stop();
      await running;
      const { user, system } = process.cpuUsage(cpu);
      return {
        type: 'counted',
        held: longest,
        cpu: (user + system) / 1000,
        rss: process.memoryUsage().rss,
        writes,
        rows,
      };
    },
  };
}

const knex = createKnex({
  client: 'better-sqlite3',
  connection: { filename: join(folder, 'tenancy.sqlite') },
  useNullAsDefault: true,
});
const counted = count(knex);

async function start(): Promise<void> {
  const portal = await startLivePortal({
    url,
    tenants: Number(tenants),
    folder,
    knex,
    onSignal: () => {},
  });
  counted.begin();
  tell({ type: 'up', base: `http://127.0.0.1:${portal.server.port()}` });
}

process.on('message', (order: Order) => {
  if (order.type === 'start') {
    start().catch(error => {
      process.stderr.write(`${error}\n`);
      process.exit(1);
    });
  } else if (order.type === 'count') {
    counted.begin();
  } else {
    void counted.end().then(tell);
  }
});
process.on('disconnect', () => process.exit());
tell({ type: 'ready' });
