import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { start } from '../lib/portal.mjs';
import { end } from '../lib/process.mjs';
import { writeTemplate } from './splitPush.mjs';
import { startStock } from './startStock.mjs';
import { until } from './until.mjs';

/** What runs beside the portal: clusters are read by the Kubernetes plugin, which goes with the tenancy backend. */
export const ELSEWHERE = ['tenancy', 'kubernetes'];

/** What the tenancy backend asks of the portal, or is asked by. */
const IN_PORTAL = [
  ...['auth', 'catalog', 'events', 'mcp-actions', 'notifications'],
  ...['permission', 'scaffolder', 'signals'],
];

const api = port => `http://localhost:${port}/api/{{pluginId}}`;

/** A backend that starts knows nothing of events for a moment, which is no reason never to ask for them again. */
const EVENTS = { useEventBus: 'always' };

/** Has a backend look for these plugins at a port. */
export const leads = (port, plugins) => ({
  endpoints: [{ target: { internal: api(port) }, plugins }],
});

/** The demo estate as each side needs it: the portal has no cluster and nothing to act with. Each has its own database. */
export function writeSides(folder, sandboxConfig) {
  const { parse } = createRequire(inRoot('package.json'))('yaml');
  const whole = parse(fs.readFileSync(sandboxConfig, 'utf8'));
  const { kubernetes, ...portal } = structuredClone(whole);
  // written as usual, with a variable that only the other side has
  portal.tenancy.environments.forEach(({ actions }) =>
    actions?.credential.clusters.forEach(each => {
      each.token = '${TOKEN_OF_THE_OTHER_SIDE}';
    }),
  );
  portal.catalog.locations.push({
    type: 'file',
    target: writeTemplate(folder),
    rules: [{ allow: ['Template'] }],
  });
  const file = path.join(folder, 'estate.portal.json');
  fs.writeFileSync(file, JSON.stringify(portal), { mode: 0o600 });
  const directory = path.join(folder, 'database-of-tenancy');
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory);
  return {
    portal: { sandboxConfig: file },
    tenancy: {
      estate: { kubernetes, tenancy: whole.tenancy },
      database: { client: 'better-sqlite3', connection: { directory } },
    },
  };
}

/** Starts the portal of the two. */
export function startPortalSide(tools, portal, { ports, ...options }) {
  return startStock(tools, {
    ...portal,
    ...options,
    port: ports.portal,
    config: {
      discovery: leads(ports.elsewhere, ELSEWHERE),
      events: { ...EVENTS, http: { topics: ['github.push'] } },
      permission: { enabled: true },
    },
    backend: {
      // plugins trust each other by their keys alone, as in a portal that is made today
      auth: {},
      actions: { pluginSources: ['tenancy', 'scaffolder'] },
    },
    extra: { BACKEND_PART: 'portal' },
  });
}

/**
 * Starts the tenancy backend of the two; answers once it is ready.
 *
 * @param estate - the clusters and the platform
 * @param database - as under `backend.database`
 * @param admins - who runs the platform, beside its own
 * @param extra - further variables of its environment
 */
export async function startTenancySide(
  tools,
  { folder, env },
  { entry, estate, ports, base, database, admins = [], extra = {} },
) {
  const file = path.join(folder, 'app-config.tenancy.json');
  fs.writeFileSync(
    file,
    JSON.stringify({
      ...estate,
      app: { baseUrl: base },
      backend: {
        baseUrl: base,
        listen: { port: ports.elsewhere, host: 'localhost' },
        database,
      },
      discovery: leads(ports.portal, IN_PORTAL),
      events: EVENTS,
      permission: { enabled: true },
      tenancy: {
        ...estate.tenancy,
        admins: [...estate.tenancy.admins, ...admins],
        // a push is to be known by its webhook
        git: { pollInterval: '30m' },
        notifications: { settle: '5s' },
      },
    }),
    { mode: 0o600 },
  );
  const side = start('tenancy', tools, [entry, '--config', file], {
    cwd: path.join(folder, 'packages/backend'),
    logs: path.join(folder, 'logs'),
    extra: {
      NODE_ENV: 'development',
      PATH: env.PATH,
      BACKEND_PART: 'tenancy',
      ...extra,
    },
  });
  const url = `http://localhost:${ports.elsewhere}`;
  const stop = () => end(side.child);
  try {
    await Promise.race([
      side.failed,
      until(
        'the readiness of the tenancy backend',
        () => fetch(`${url}/.backstage/health/v1/readiness`),
        ({ ok }) => ok,
        240,
      ),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, pid: side.child.pid, stop };
}
