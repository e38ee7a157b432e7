import { mockCredentials } from '@backstage/backend-test-utils';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Order, Told } from './live/apiServer';
import { Child } from './live/child';
import { paths } from './live/livePortal';
import type {
  Order as PortalOrder,
  Told as PortalTold,
} from './live/startedPortal';

/*
 * A portal that is killed and starts again: when its first page answers and when all is read, without and with what was kept,
 * what that takes of the database, and how much is written while a cluster changes all the time.
 */

const { values } = parseArgs({
  options: {
    tenants: { type: 'string', default: '10000' },
    pods: { type: 'string', default: '2' },
    changes: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
  },
});
const seconds = Number(values.seconds);

const say = (line: string) => process.stdout.write(`${line}\n`);
const pause = (milliseconds: number) =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
const headers = {
  authorization: mockCredentials.user.header('user:default/ada'),
};

type Counted = Extract<PortalTold, { type: 'counted' }>;

type Started = Child<PortalOrder, PortalTold>;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-restart-'));
  const server = new Child<Order, Told>('apiServer.ts', [
    values.tenants,
    values.pods,
  ]);
  const up = await server.next();
  if (up.type !== 'up') {
    throw new TypeError('The API server did not come up');
  }
  const { url, objects } = up;
  say(
    `${values.tenants} tenants, ${objects} objects; load before: ${loadavg()
      .map(load => load.toFixed(1))
      .join(' ')}`,
  );
  const counted = async (portal: Child<PortalOrder, PortalTold>) => {
    const told = await portal.ask({ type: 'tell' });
    if (told.type !== 'counted') {
      throw new TypeError(`The portal says ${told.type}`);
    }
    return told;
  };
  const size = () => {
    const file = join(folder, 'tenancy.sqlite');
    return statSync(file).size / 1e6;
  };

  async function start(title: string): Promise<Started> {
    const portal = new Child<PortalOrder, PortalTold>('startedPortal.ts', [
      url,
      values.tenants,
      folder,
    ]);
    await portal.next();
    const began = performance.now();
    const told = await portal.ask({ type: 'start' });
    if (told.type !== 'up') {
      throw new TypeError(`The portal says ${told.type}`);
    }
    const listening = performance.now() - began;
    let first: number | undefined;
    let filled: number | undefined;
    for (;;) {
      const answer = await fetch(`${told.base}${paths.status}`, { headers });
      const text = await answer.text();
      const after = performance.now() - began;
      if (answer.status === 200) {
        first ??= after;
        filled ??= /"applications":\[\{/.test(text) ? after : undefined;
        if (!/"problem"|never answered/.test(text)) {
          break;
        }
      }
      if (after > 300_000) {
        throw new Error(`Not read: ${answer.status} ${text.slice(0, 500)}`);
      }
      await pause(20);
    }
    const complete = performance.now() - began;
    const result = await counted(portal);
    say(
      `  ${title}: listens after ${listening.toFixed(
        0,
      )} ms, first page after ${first.toFixed(0)} ms, with what runs after ${(
        filled ?? NaN
      ).toFixed(0)} ms, all read after ${complete.toFixed(
        0,
      )} ms (${result.cpu.toFixed(
        0,
      )} ms of CPU since it listens); event loop held ${result.held.toFixed(
        0,
      )} ms; the process has ${(result.rss / 1e6).toFixed(0)} MB`,
    );
    return portal;
  }

  async function watch(
    title: string,
    portal: Started,
    time: number,
  ): Promise<Counted> {
    portal.send({ type: 'count' });
    await pause(time * 1000);
    const result = await counted(portal);
    say(
      `  ${title}, ${time} s: ${(result.writes / time).toFixed(
        2,
      )} statements and ${(result.rows / time).toFixed(1)} rows a second; ${(
        result.cpu /
        time /
        10
      ).toFixed(1)} % of a core; event loop held ${result.held.toFixed(
        0,
      )} ms; database ${size().toFixed(1)} MB; the process has ${(
        result.rss / 1e6
      ).toFixed(0)} MB`,
    );
    return result;
  }

  const cold = await start('without anything kept');
  let round = await watch('what was read is kept', cold, 20);
  while (round.rows > 0) {
    round = await watch('what was read is kept', cold, 20);
  }
  server.send({ type: 'rate', perSecond: Number(values.changes) });
  await watch(`${values.changes} changes a second`, cold, seconds);
  server.send({ type: 'rate', perSecond: 0 });
  cold.kill();
  const warm = await start('killed, with what was kept');
  warm.kill();
  say(`  load after: ${loadavg()[0].toFixed(1)}`);
  server.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

main().catch(error => {
  say(error instanceof Error ? String(error.stack) : String(error));
  process.exit(1);
});
