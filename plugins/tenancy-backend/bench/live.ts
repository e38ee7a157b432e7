import { mockCredentials } from '@backstage/backend-test-utils';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { Order, Told } from './live/apiServer';
import type { Answers, Calls } from './live/callers';
import { Child } from './live/child';
import { entity, pages, paths, startLivePortal } from './live/livePortal';
import { held } from './held';
import { profiled } from './profiled';

/*
 * The portal while a cluster changes all the time: how fast a status is answered beside an empty route and beside Backstage's
 * Kubernetes backend, how long the event loop is held up, what the cluster is asked, and what an object takes of memory. The
 * API server and those who ask have processes of their own.
 */

const { values } = parseArgs({
  options: {
    tenants: { type: 'string', default: '1000' },
    pods: { type: 'string', default: '8' },
    changes: { type: 'string', default: '200' },
    requests: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '15' },
    viewing: { type: 'string', default: '15' },
    /** A folder to which CPU profiles go, one for each line that is said. */
    profiles: { type: 'string' },
  },
});
const tenants = Number(values.tenants);
const changes = Number(values.changes);
const perSecond = Number(values.requests);
const seconds = Number(values.seconds);
const viewing = Number(values.viewing);

const say = (line: string) => process.stdout.write(`${line}\n`);
const ms = (time: number) => `${time.toFixed(1)} ms`;
const pause = (milliseconds: number) =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
const authorization = mockCredentials.user.header('user:default/ada');
/** The shipped policy leaves the Kubernetes plugin to those who run the platform. */
const admin = mockCredentials.user.header('user:default/root');

/** All objects of a cluster, page by page, as somebody reads them who does nothing with them. */
async function bareList(url: string): Promise<number> {
  const began = performance.now();
  const lists = [
    '/api/v1/namespaces',
    '/api/v1/pods',
    '/apis/apps/v1/deployments',
    '/apis/gateway.networking.k8s.io/v1/httproutes',
    '/apis/networking.k8s.io/v1/networkpolicies',
    '/apis/argoproj.io/v1alpha1/applications',
  ];
  await Promise.all(
    lists.map(async list => {
      let from = '';
      do {
        const answer = await fetch(`${url}${list}?limit=500${from}`);
        const { metadata } = (await answer.json()) as {
          metadata: { continue?: string };
        };
        from = metadata.continue ? `&continue=${metadata.continue}` : '';
      } while (from !== '');
    }),
  );
  return performance.now() - began;
}

/** Bytes that are in use, once the collector has been. */
function used(): number {
  global.gc?.();
  global.gc?.();
  return process.memoryUsage().heapUsed;
}

async function main(): Promise<void> {
  say(
    `${tenants} tenants, ${changes} changes and ${perSecond} requests a second; load before: ${loadavg()
      .map(load => load.toFixed(1))
      .join(' ')}`,
  );
  await fetch('data:,').then(response => response.text());
  const folder = mkdtempSync(join(tmpdir(), 'bench-live-'));
  const server = new Child<Order, Told>('apiServer.ts', [
    String(tenants),
    values.pods,
  ]);
  const up = await server.next();
  if (up.type !== 'up') {
    throw new TypeError('The API server did not come up');
  }
  const asked = async () => {
    const told = await server.ask({ type: 'tell' });
    return told.type === 'asked' ? told.requests : Number.NaN;
  };
  const bare = await bareList(up.url);
  const before = used();
  const signals = new Set<(changed: readonly string[]) => void>();
  const began = performance.now();
  const get = async (base: string) =>
    fetch(`${base}${paths.status}`, { headers: { authorization } });
  let started = 0;
  let decided = 0;
  const { portal, base } = await profiled(
    values.profiles,
    'start',
    async () => {
      const live = await startLivePortal({
        url: up.url,
        tenants,
        folder,
        onSignal: changed => signals.forEach(listener => listener(changed)),
      });
      started = performance.now() - began;
      const address = `http://127.0.0.1:${live.server.port()}`;
      for (;;) {
        const answer = await get(address);
        const text = await answer.text();
        if (answer.status === 200 && !/"problem"|never answered/.test(text)) {
          return { portal: live, base: address };
        }
        if (performance.now() - began > 120_000) {
          throw new Error(`Not read: ${answer.status} ${text.slice(0, 1000)}`);
        }
        await pause(20);
      }
    },
  );
  const complete = performance.now() - began;
  say(
    `  complete after ${ms(complete)}, of it ${ms(
      started,
    )} to start; a bare paged list takes ${ms(bare)}`,
  );
  // What plugins of this portal ask each other over HTTP, the permission backend above all.
  portal.server.prependListener('request', ({ url = '' }) => {
    decided += url.startsWith('/api/permission/') ? 1 : 0;
  });
  const heap = used() - before;
  const { rss } = process.memoryUsage();
  say(
    `  ${up.objects} objects and ${tenants} request files: ${(
      heap / 1e6
    ).toFixed(0)} MB in use, ${(heap / up.objects / 1000).toFixed(
      1,
    )} kB an object; the process has ${(rss / 1e6).toFixed(0)} MB`,
  );

  const callers = new Child<Calls, Answers>('callers.ts');
  const call = async (
    title: string,
    calls: Omit<Calls, 'seconds'> & { seconds?: number },
  ): Promise<Answers> => {
    const requests = await asked();
    const decidedBefore = decided;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    let answers: Answers | undefined;
    const cpu = process.cpuUsage();
    delay.enable();
    const { longest } = await held(async () => {
      answers = await profiled(values.profiles, title, () =>
        callers.ask({ seconds, ...calls }),
      );
    });
    delay.disable();
    const { user, system } = process.cpuUsage(cpu);
    if (!answers) {
      throw new TypeError('Nobody has answered');
    }
    say(
      `  ${title}: p50 ${ms(answers.p50)}, p99 ${ms(answers.p99)}, most ${ms(
        answers.most,
      )}, ${answers.failed} of ${answers.count} failed; ${ms(
        (user + system) / 1000 / answers.count,
      )} of CPU each; event loop held ${ms(longest)} (${ms(
        delay.max / 1e6,
      )} with others); ${(await asked()) - requests} requests to the cluster, ${
        decided - decidedBefore
      } to the permission backend`,
    );
    return answers;
  };
  const to = (path: string): Calls['requests'] => [
    { url: `${base}${path}`, headers: { authorization } },
  ];
  const warm = { perSecond: 50, seconds: 3 };
  await callers.ask({ requests: to(paths.empty), ...warm });
  await callers.ask({ requests: to(paths.status), ...warm });
  await call('a status, nothing changing', {
    requests: to(paths.status),
    perSecond,
  });
  server.send({ type: 'rate', perSecond: changes });
  await call('nobody asks, the cluster changes', {
    requests: to(paths.empty),
    perSecond: 1,
  });
  const empty = await call('an empty route', {
    requests: to(paths.empty),
    perSecond,
  });
  const status = await call('a status', {
    requests: to(paths.status),
    perSecond,
  });
  say(`  a status over an empty route: ${ms(status.p50 - empty.p50)} at p50`);
  for (const [what, all] of Object.entries(pages)) {
    for (const viewers of [1, 10, 100]) {
      await call(`${viewers} viewers of ${what}, each every five seconds`, {
        requests: all.flatMap(to),
        perSecond: (viewers * all.length) / 5,
        seconds: viewing,
      });
    }
  }
  await call("Backstage's Kubernetes backend, at a tenth of the requests", {
    requests: [
      {
        url: `${base}${paths.kubernetes}`,
        method: 'POST',
        headers: { authorization: admin, 'content-type': 'application/json' },
        body: JSON.stringify({ entity, auth: {} }),
      },
    ],
    perSecond: perSecond / 10,
  });

  const times: number[] = [];
  for (let i = 0; i < 30; i += 1) {
    const heard = new Promise<number>(resolve => {
      const listener = (changed: readonly string[]) => {
        if (changed.includes('team-2')) {
          signals.delete(listener);
          resolve(Date.now());
        }
      };
      signals.add(listener);
    });
    const told = await server.ask({
      type: 'change',
      tenant: 'team-2',
      ready: i % 2 === 1,
    });
    const at = await Promise.race([
      heard,
      pause(10_000).then(() => Number.NaN),
    ]);
    times.push(told.type === 'changed' ? at - told.at : Number.NaN);
    await pause(100);
  }
  times.sort((a, b) => a - b);
  say(
    `  a change in the cluster to its signal: p50 ${ms(times[15])}, most ${ms(
      times[29],
    )}`,
  );
  say(`  load after: ${loadavg()[0].toFixed(1)}`);
  callers.stop();
  server.stop();
  await portal.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

main().catch(error => {
  say(error instanceof Error ? String(error.stack) : String(error));
  process.exit(1);
});
