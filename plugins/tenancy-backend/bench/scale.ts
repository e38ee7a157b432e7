import { mockCredentials } from '@backstage/backend-test-utils';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Answers, Calls } from './live/callers';
import { Child } from './live/child';
import type { Order as ToClusters, Told as OfClusters } from './scale/clusters';
import { clusterName, type Size, TEAMS, tenantName } from './scale/estate';
import type { Order, Signal, Told } from './scale/replica';
import { startHung } from './scale/hung';
import { TakeOver } from './scale/TakeOver';

/*
 * Thousands of tenants on dozens of clusters, seen by several replicas on one database, of which one is killed: how long each
 * takes until it has read everything, what it takes of memory, how it answers meanwhile, and what is told twice or not at all.
 * Each replica has a process of its own, and so have those who ask; the API servers share a few.
 */

const { values } = parseArgs({
  options: {
    tenants: { type: 'string', default: '10000' },
    clusters: { type: 'string', default: '50' },
    places: { type: 'string', default: '1' },
    pods: { type: 'string', default: '2' },
    /** `small` or `real`. */
    size: { type: 'string', default: 'small' },
    /** Seconds after which replicas tell their memory once more. */
    idle: { type: 'string', default: '0' },
    replicas: { type: 'string', default: '3' },
    /** Replicas share the reading of clusters. */
    shared: { type: 'boolean', default: false },
    /** Of the clusters so many hang. */
    hung: { type: 'string', default: '0' },
    servers: { type: 'string', default: '2' },
    changes: { type: 'string', default: '100' },
    requests: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '15' },
    /** URL of a PostgreSQL; `npm run bench -- scale` starts one. */
    database: { type: 'string' },
    /** A folder to which CPU profiles go, one for each replica and line. */
    profiles: { type: 'string' },
    /** Further options of Node for the replicas, parted by blanks. */
    node: { type: 'string', default: '' },
  },
});
const size: Size = {
  tenants: Number(values.tenants),
  clusters: Number(values.clusters),
  places: Number(values.places),
  pods: Number(values.pods),
  objects: values.size === 'real' ? 'real' : 'small',
};
const hanging = Number(values.hung);
const changes = Number(values.changes);
const perSecond = Number(values.requests);
const seconds = Number(values.seconds);

/** Milliseconds between two of the changes that are looked for when a replica is killed. */
const TOUCH_EVERY = 100;

const say = (line: string) => process.stdout.write(`${line}\n`);
const ms = (time: number) => `${time.toFixed(1)} ms`;
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const secs = (time: number) => `${(time / 1000).toFixed(1)} s`;
const room = ({ rss, heapUsed, heapTotal, external }: NodeJS.MemoryUsage) =>
  `${mb(rss)}, of it ${mb(heapUsed)} of objects, ${mb(
    heapTotal - heapUsed,
  )} that the heap keeps beside them and ${mb(external)} outside of it`;
const pause = (milliseconds: number) =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
const ada = mockCredentials.user.header('user:default/ada');
const root = mockCredentials.user.header('user:default/root');

interface Replica {
  name: string;
  child: Child<Order, Told>;
  url: string;
}

async function startReplica(
  name: string,
  options: { kubeconfig: string; onSignal: (tenants: string[]) => void },
): Promise<Replica> {
  const { kubeconfig, onSignal } = options;
  const child = new Child<Order, Told>(
    '../scale/replica.ts',
    [JSON.stringify({ ...values, size, kubeconfig })],
    ['--expose-gc', ...values.node.split(' ').filter(Boolean)],
  );
  child.onMessage(message => {
    const { signal } = message as Partial<Signal>;
    if (signal) {
      onSignal(signal);
    }
  });
  const up = await child.next();
  const complete = await child.next();
  if (up.type !== 'up' || complete.type !== 'complete') {
    throw new TypeError('A replica did not come up');
  }
  await pause(3_000);
  const { memory, held } = await reportOf(child, `start ${name}`);
  say(
    `  replica ${name}: answers after ${secs(
      up.after,
    )}, has read all after ${secs(complete.after)}; ${room(
      memory,
    )}; event loop held since it listens ${ms(held)}`,
  );
  return { name, child, url: up.url };
}

async function reportOf(child: Child<Order, Told>, title: string) {
  const report = await child.ask({ type: 'report', title });
  if (report.type !== 'report') {
    throw new TypeError('A replica did not tell how it is');
  }
  return report;
}

async function main(): Promise<void> {
  if (!values.database) {
    throw new TypeError('Name a PostgreSQL: --database postgres://...');
  }
  say(
    `${size.tenants} tenants in ${size.places} of ${
      size.clusters
    } clusters each, ${values.replicas} replicas${
      values.shared ? ' that share the reading' : ''
    }, ${changes} changes and ${perSecond} requests a second; load before: ${loadavg()
      .map(load => load.toFixed(1))
      .join(' ')}`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'bench-scale-'));
  const count = Number(values.servers);
  const servers = Array.from(
    { length: count },
    (_, i) =>
      new Child<ToClusters, OfClusters>('../scale/clusters.ts', [
        JSON.stringify([size, i, count]),
      ]),
  );
  const urls = new Map<string, string>();
  let objects = 0;
  for (const up of await Promise.all(servers.map(server => server.next()))) {
    if (up.type === 'up') {
      Object.entries(up.urls).forEach(([name, url]) => urls.set(name, url));
      objects += up.objects;
    }
  }
  const hung = [...urls.keys()].sort().slice(size.clusters - hanging);
  const stood = hung.map(name => urls.get(name) ?? '');
  for (const [i, url] of (await startHung(stood)).entries()) {
    urls.set(hung[i], url);
  }
  say(
    `  ${objects} objects on ${urls.size} API servers${
      hanging > 0 ? `, of which ${hanging} hang` : ''
    }`,
  );
  const kubeconfig = join(folder, 'kubeconfig');
  writeKubeconfig(kubeconfig, urls);

  const takeOver = new TakeOver();
  const start = (name: string) =>
    startReplica(name, {
      kubeconfig,
      onSignal: tenants => takeOver.heard(name, tenants),
    });
  let replicas: Replica[] = [];
  for (let i = 1; i <= Number(values.replicas); i += 1) {
    replicas.push(await start(String(i)));
  }

  const idle = Number(values.idle);
  if (idle > 0) {
    await pause(idle * 1000);
    for (const { name, child } of replicas) {
      const { memory, held } = await reportOf(child, 'idle');
      say(
        `  replica ${name} after ${idle} s more: ${room(
          memory,
        )}; event loop held since it listens ${ms(held)}`,
      );
    }
  }
  let [lists, watches] = [0, 0];
  for (const server of servers) {
    const asked = await server.ask({ type: 'tell' });
    if (asked.type === 'asked') {
      lists += asked.lists;
      watches += asked.watches;
    }
  }
  say(`  API servers were asked for ${lists} lists and ${watches} watches`);

  const callers = new Child<Calls, Answers>('callers.ts');
  const call = async (title: string, calls: Omit<Calls, 'seconds'>) => {
    await Promise.all(replicas.map(({ child }) => reportOf(child, 'between')));
    const answers = await callers.ask({ seconds, ...calls });
    const reports = await Promise.all(
      replicas.map(({ child }) => reportOf(child, title)),
    );
    say(
      `  ${title}: p50 ${ms(answers.p50)}, p99 ${ms(answers.p99)}, most ${ms(
        answers.most,
      )}, ${answers.failed} of ${
        answers.count
      } failed; event loops held ${reports
        .map(({ held }) => ms(held))
        .join(', ')}`,
    );
  };
  const toAll = (paths: readonly string[], authorization: string) =>
    paths.flatMap(path =>
      replicas.map(({ url }) => ({
        url: `${url}/api/tenancy${path}`,
        headers: { authorization },
      })),
    );
  /** Tenants of the one who asks, on as many clusters. */
  const own = Array.from({ length: 5 }, (_, i) => 1 + i * TEAMS).filter(
    each => each < size.tenants,
  );
  const statuses = () =>
    toAll(
      own.map(each => `/tenants/${tenantName(each)}/status`),
      ada,
    );
  for (const { name, url } of replicas) {
    const began = performance.now();
    const answer = await fetch(`${url}/api/tenancy/tenants`, {
      headers: { authorization: root },
    });
    const text = await answer.text();
    say(
      `  the first list of all tenants, by replica ${name}: ${secs(
        performance.now() - began,
      )}, ${mb(text.length)}`,
    );
  }
  await callers.ask({ requests: statuses(), perSecond, seconds: 3 });
  await call('a status, nothing changing', {
    requests: statuses(),
    perSecond,
  });
  await call('the list of all tenants, nothing changing', {
    requests: toAll(['/tenants'], root),
    perSecond: 2,
  });
  servers.forEach(server =>
    server.send({ type: 'rate', perSecond: changes / count }),
  );
  await call('a status', { requests: statuses(), perSecond });
  await call("a team's list", {
    requests: toAll(['/tenants'], ada),
    perSecond: 10,
  });
  await call('the list of all tenants', {
    requests: toAll(['/tenants'], root),
    perSecond: 2,
  });
  for (const [type, what] of [
    ['away', 'a cluster goes away'],
    ['back', 'it is back'],
  ] as const) {
    servers.forEach(server => server.send({ type, cluster: 1 }));
    await call(`a status while ${what}`, { requests: statuses(), perSecond });
  }
  servers.forEach(server => server.send({ type: 'rate', perSecond: 0 }));
  await pause(5_000);
  if (replicas.length > 1) {
    await loseOne();
  }

  /** Kills the replica that tells of changes, and starts it again. */
  async function loseOne(): Promise<void> {
    // Of those that nothing else happens to, each is changed once.
    let next = 2;
    const touching = setInterval(() => {
      next += 1;
      if (next < size.tenants) {
        takeOver.changed(tenantName(next));
        servers.forEach(server => server.send({ type: 'touch', tenant: next }));
      }
    }, TOUCH_EVERY);
    await pause(5_000);
    const holder = takeOver.teller();
    const victim = replicas.find(({ name }) => name === holder);
    if (!victim) {
      throw new TypeError('No replica tells of changes');
    }
    replicas = replicas.filter(each => each !== victim);
    takeOver.killed(victim.name);
    victim.child.kill();
    await call(
      `a status while replica ${victim.name}, which told of changes, is killed`,
      {
        requests: statuses(),
        perSecond,
      },
    );
    await takeOver.taken(60_000);
    await pause(10_000);
    clearInterval(touching);
    await takeOver.complete(60_000);
    await pause(3_000);
    say(`  ${takeOver.result()}`);
    replicas.push(await start(`${victim.name} again`));
  }
  say(`  load after: ${loadavg()[0].toFixed(1)}`);
  callers.stop();
  replicas.forEach(({ child }) => child.stop());
  servers.forEach(server => server.stop());
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

function writeKubeconfig(path: string, urls: ReadonlyMap<string, string>) {
  writeFileSync(
    path,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [...urls].map(([name, server]) => ({
        name,
        cluster: { server },
      })),
      users: [{ name: 'reader', user: { token: 'reader' } }],
      contexts: [...urls.keys()].map(name => ({
        name,
        context: { cluster: name, user: 'reader' },
      })),
      'current-context': clusterName(0),
    }),
  );
}

main().catch(error => {
  say(error instanceof Error ? String(error.stack) : String(error));
  process.exit(1);
});
