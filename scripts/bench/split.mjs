import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort } from '../lib/ports.mjs';
import { inRoot } from '../lib/paths.mjs';
import { endOnSignal } from '../lib/process.mjs';
import { main, Plain, say } from '../lib/say.mjs';
import { toolchain } from '../lib/toolchain.mjs';
import { packs } from '../portals/packs.mjs';
import { proxyByPath } from '../portals/proxyByPath.mjs';
import { writeEntry } from '../portals/splitEntry.mjs';
import { splitPortal } from '../portals/splitPortal.mjs';
import { ELSEWHERE, leads, startTenancySide } from '../portals/splitSides.mjs';
import { findPostgres, startPostgres } from '../portals/startPostgres.mjs';
import { startStock } from '../portals/startStock.mjs';
import { until } from '../portals/until.mjs';
import { startEstate } from './split/estate.mjs';

/*
 * What the process of a stock portal takes of memory with the tenancy backend in it, and what each of the two takes once that has
 * a process of its own.
 */

const PATIENCE = 1800;

/** What a process takes once its garbage is collected. */
async function memoryOf({ pid }, file) {
  fs.rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  await until('the memory', () => fs.existsSync(file), Boolean);
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

const mb = bytes => `${Math.round(bytes / 1e6)} MB`;

/** Waits until clusters and Git are read, and until the catalog has all tenants. */
async function untilRead({ ask }, { tenants }) {
  await until(
    'all clusters and Git read',
    () => ask('/api/tenancy/tenants'),
    ({ sources }) => sources && sources.every(({ problem }) => !problem),
    PATIENCE,
  );
  await until(
    'all tenants in the catalog',
    () =>
      ask(
        '/api/catalog/entities/by-query?filter=kind=resource&limit=0&fields=kind',
      ),
    ({ totalItems }) => totalItems >= tenants,
    PATIENCE,
  );
}

async function measure(world, title, start) {
  const { folder, heap, idle, size } = world;
  const memoryFile = name => path.join(folder, `memory-${name}.json`);
  const variables = name => ({
    MEMORY_FILE: memoryFile(name),
    NODE_OPTIONS: [
      `--require ${inRoot('scripts/bench/split/tellMemory.cjs')}`,
      ...(heap ? [`--max-old-space-size=${heap}`] : []),
    ].join(' '),
    ...(heap ? { MALLOC_ARENA_MAX: '2' } : {}),
  });
  const began = Date.now();
  const sides = await start(variables);
  try {
    await untilRead(sides.portal, size);
    say(`${title}: all is there after ${(Date.now() - began) / 1000} s`);
    await pause(idle * 1000);
    for (const [name, side] of Object.entries(sides)) {
      const { rss, heapUsed } = await memoryOf(side, memoryFile(name));
      say(`${title}: ${name} takes ${mb(rss)}, of it objects ${mb(heapUsed)}`);
    }
  } finally {
    await Promise.all(Object.values(sides).map(side => side.stop()));
  }
}

async function measureBoth(tools, portal, world) {
  const { estate, connection } = world;
  const entry = writeEntry(portal.folder, { tenant: 'team-1' });
  const database = prefix => ({ client: 'pg', connection, prefix });
  const { kubeconfig, tenancy } = estate;
  const whole = { ...tenancy, kubeconfig: { path: kubeconfig } };
  const stock = { ...portal, entry };
  const ports = {
    portal: await freePort(18110),
    elsewhere: await freePort(18130),
  };
  const proxy = await proxyByPath(18100);
  proxy.lead(ports, ELSEWHERE);
  await measure(world, 'in one process', async variables => ({
    portal: await startStock(tools, {
      ...stock,
      name: 'whole',
      port: ports.portal,
      config: { tenancy: whole, permission: { enabled: true } },
      database: database('whole_'),
      extra: variables('portal'),
    }),
  }));
  await measure(world, 'in two', async variables => ({
    portal: await startStock(tools, {
      ...stock,
      name: 'apart',
      base: proxy.url,
      port: ports.portal,
      config: {
        tenancy,
        permission: { enabled: true },
        discovery: leads(ports.elsewhere, ELSEWHERE),
      },
      database: database('apart_'),
      extra: { ...variables('portal'), BACKEND_PART: 'portal' },
    }),
    tenancy: await startTenancySide(tools, portal, {
      ...{ entry, ports, base: proxy.url },
      estate: { tenancy: whole },
      database: database('apart_'),
      extra: variables('tenancy'),
    }),
  }));
  await proxy.stop();
}

await main(async () => {
  const { values } = parseArgs({
    options: {
      state: { type: 'string' },
      tenants: { type: 'string', default: '10000' },
      clusters: { type: 'string', default: '50' },
      pods: { type: 'string', default: '2' },
      /** `small` or `real`. */
      size: { type: 'string', default: 'small' },
      idle: { type: 'string', default: '60' },
      /** Megabytes that V8 may take for objects that are not new; without, as it is. */
      heap: { type: 'string' },
    },
  });
  endOnSignal();
  const binaries = findPostgres();
  if (!binaries) {
    throw new Plain('There are no postgres and initdb on this machine.');
  }
  const tools = await toolchain();
  const state =
    values.state ??
    fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-bench-split-'));
  const portal = await splitPortal(tools, {
    state,
    kept: true,
    packs: await packs(tools, { state, kept: true }),
  });
  // nobody looks at pages here
  fs.mkdirSync(path.join(portal.folder, 'packages/app/dist'), {
    recursive: true,
  });
  const size = {
    tenants: Number(values.tenants),
    clusters: Number(values.clusters),
    pods: Number(values.pods),
    places: 1,
    objects: values.size,
  };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-split-'));
  const server = await startPostgres(binaries);
  const estate = await startEstate(folder, size);
  say(`${size.tenants} tenants, ${estate.objects} objects`);
  try {
    await measureBoth(tools, portal, {
      ...{ estate, folder, size, idle: Number(values.idle), heap: values.heap },
      connection: {
        host: '127.0.0.1',
        port: server.port,
        user: 'postgres',
        password: 'none',
      },
    });
  } finally {
    estate.stop();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
