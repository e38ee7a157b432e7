import {
  groupOf,
  type KubernetesObject,
  networkStatusInSteps,
  parsePlatform,
  readObject,
  type Snapshot,
  syncStatus,
  workloadsStatusInSteps,
} from '@groundwork/engine';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { tenancyConfig } from '../src/__testUtils__/startPortal';
import { LiveSnapshot } from '../src/clusters';
import { Packing } from '../src/packing/Packing';
import { gateway } from './largeEstate';
import { realTenant } from './real/realTenant';

/*
 * What objects as large as those of a real cluster take of memory, as they come and packed, and what packing them costs: to read
 * them, for a status that somebody keeps asking for, for one that nobody asked for in a while, and for all tenants.
 */

const { values } = parseArgs({
  options: {
    tenants: { type: 'string', default: '400' },
    pods: { type: 'string', default: '6' },
  },
});
const CLUSTER = 'one';
/** How often a status is asked for again. */
const TIMES = 5;

const say = (line: string) => process.stdout.write(`${line}\n`);
const { repository, publish, groups, tiers, environments } = tenancyConfig;
const platform = parsePlatform({
  ...{ repository, publish, groups, tiers, environments },
});
const tenants = Array.from(
  { length: Number(values.tenants) },
  (_, i) => `team-${i}`,
);

/** What an API server sends, by kind. */
function send(): Map<string, string[]> {
  const sent = new Map<string, string[]>();
  const add = (object: KubernetesObject) => {
    const kind = `${object.apiVersion} ${object.kind}`;
    const texts = sent.get(kind) ?? [];
    texts.push(JSON.stringify(object));
    sent.set(kind, texts);
  };
  add(gateway());
  for (const tenant of tenants) {
    realTenant({
      ...{ tenant, owner: 'payments', environment: 'dev', cluster: CLUSTER },
      pods: Number(values.pods),
    }).forEach(add);
  }
  return sent;
}

/** Bytes of objects that are in use. */
async function used(): Promise<number> {
  // What a WeakRef led to is kept until a turn is over.
  await new Promise(setImmediate);
  for (let i = 0; i < 3; i += 1) {
    global.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

/** Milliseconds of the processor. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function ofEach<T>(items: readonly T[], run: (item: T) => void): number[] {
  return items.map(item => {
    const began = cpu();
    run(item);
    return cpu() - began;
  });
}

function middle(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)].toFixed(2)} ms`;
}

function mean(times: readonly number[]): string {
  const sum = times.reduce((all, each) => all + each, 0);
  return `${(sum / times.length).toFixed(2)} ms`;
}

/** What a tenant's page shows. */
function status(tenant: string, snapshot: Snapshot): string {
  const options = { platform, facts: {}, now: Date.now() };
  const { state } = syncStatus(tenant, snapshot, options);
  const steps = [
    networkStatusInSteps(tenant, snapshot, options),
    workloadsStatusInSteps(tenant, snapshot, options),
  ];
  for (const each of steps) {
    while (!each.next().done) {
      // Nobody else waits here.
    }
  }
  return state;
}

/** The time of the longest step that had the processor. */
function pack(packing: Packing): { taken: number; longest: number } {
  const began = cpu();
  let longest = 0;
  let had = cpu();
  let at = performance.now();
  for (const _ of packing.round()) {
    longest = Math.max(longest, Math.min(cpu() - had, performance.now() - at));
    had = cpu();
    at = performance.now();
  }
  return { taken: cpu() - began, longest };
}

async function measure(
  title: string,
  sent: ReadonlyMap<string, readonly string[]>,
  packing?: Packing,
): Promise<void> {
  const count = [...sent.values()].flat().length;
  const each = (bytes: number) => `${(bytes / count / 1000).toFixed(2)} kB`;
  const before = await used();
  const snapshot = new LiveSnapshot({
    labels: [`${platform.prefix}/tenant`],
    ...(packing ? { shelves: id => packing.shelvesOf(id) } : {}),
  });
  snapshot.addCluster(CLUSTER);
  const began = cpu();
  for (const [name, texts] of sent) {
    const [apiVersion, kind] = name.split(' ');
    const objects = texts.flatMap(text => {
      const read = readObject(JSON.parse(text), { apiVersion, kind });
      return read ? [packing?.packable(read) ?? read] : [];
    });
    const id = { group: groupOf(apiVersion), kind };
    snapshot.addKind(CLUSTER, id);
    await snapshot.replace(CLUSTER, id, objects);
  }
  const reading = cpu() - began;
  say(title);
  say(
    `  ${each((await used()) - before)} an object when it is read, ${(
      (reading / count) *
      1000
    ).toFixed(0)} µs of CPU to read it`,
  );
  const round = async () => {
    if (packing) {
      const { taken, longest } = pack(packing);
      const now = each((await used()) - before);
      say(
        `  ${now} an object after a round, which took ${taken.toFixed(
          0,
        )} ms of CPU, its longest step ${longest.toFixed(1)} ms`,
      );
    }
  };
  await round();
  await round();
  // The first of all finds out what there is of all tenants.
  status(tenants[0], snapshot);
  const asked = tenants.slice(1, 101);
  say(
    `  a status that nobody asked for before: p50 ${middle(
      ofEach(asked, tenant => status(tenant, snapshot)),
    )} of CPU`,
  );
  const again = Array.from({ length: TIMES }, () => asked).flat();
  say(
    `  the same again: p50 ${middle(
      ofEach(again, tenant => status(tenant, snapshot)),
    )}`,
  );
  const all = ofEach(tenants, tenant => status(tenant, snapshot));
  say(`  all tenants: ${mean(all)} a tenant, by the mean`);
  await round();
  await round();
}

async function main(): Promise<void> {
  const sent = send();
  const texts = [...sent.values()].flat();
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  say(
    `${texts.length} objects of ${tenants.length} tenants, ${(
      size /
      texts.length /
      1000
    ).toFixed(2)} kB each as JSON; load before: ${loadavg()[0].toFixed(1)}`,
  );
  await measure('as they come, to warm up', sent);
  await measure('as they come', sent);
  await measure('packed', sent, new Packing());
  say(`load after: ${loadavg()[0].toFixed(1)}`);
}

main().catch(error => {
  say(error instanceof Error ? String(error.stack) : String(error));
  process.exit(1);
});
