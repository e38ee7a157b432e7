import fs from 'node:fs';
import path from 'node:path';
import { applyObjects } from './applyObjects.mjs';
import { inRoot } from './paths.mjs';
import { demoUsers, start } from './portal.mjs';
import { freePort } from './ports.mjs';
import { end } from './process.mjs';
import { untilReady } from './untilReady.mjs';

const folder = inRoot('packages/app/e2e-tests/look');

/** The clusters that this portal has: one as other people have them, and one that does not answer. */
const CLUSTER = 'spoke-dev';
const DEAD = 'edge';

/** All that is configured of ours; what a platform engineer writes who only wants to look. */
export const lookOnly = {
  admins: ['group:default/platform'],
  unmanaged: {
    access: 'owners',
    owners: [
      {
        owner: 'group:default/payments',
        namespaces: ['shop', 'shop-*'],
        projects: ['shop'],
        flux: ['flux-system/shop-*'],
      },
    ],
  },
};

/**
 * Starts a portal that has clusters of the Kubernetes plugin and nothing else: no repository, tiers or environments. Its clusters are
 * those of a running sandbox, which is given namespaces and Applications of somebody else's.
 *
 * @param tools - the toolchain
 * @param {{ state: string, facts: object, config: string, logs: string, port: number, tenancy?: object }} options - `state`, `facts`
 *   and `config` of the sandbox's portal; `tenancy` is absent of a portal that has no configuration of ours at all
 */
export async function startLookPortal(tools, options) {
  const { state, facts, config, logs, tenancy } = options;
  const { parse } = await import('yaml');
  await placeForeignObjects({ state, facts });
  const port = await freePort(options.port);
  const url = `http://localhost:${port}`;
  const file = path.join(state, 'app-config.look.yaml');
  const demo = parse(fs.readFileSync(config, 'utf8'));
  fs.writeFileSync(
    file,
    JSON.stringify({
      app: { baseUrl: url },
      backend: {
        baseUrl: url,
        listen: { port, host: 'localhost' },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      catalog: {
        locations: [
          ...demo.catalog.locations,
          { type: 'file', target: path.join(folder, 'catalog.yaml') },
        ],
      },
      kubernetes: withClusters(demo.kubernetes, [CLUSTER, DEAD]),
      tenancyDemo: demo.tenancyDemo,
      ...(tenancy ? { tenancy } : {}),
    }),
  );
  const portal = start(
    'look',
    tools,
    [
      inRoot('packages/backend/src/index.ts'),
      ...[inRoot('app-config.yaml'), file].flatMap(each => ['--config', each]),
    ],
    {
      cwd: inRoot('packages/backend'),
      logs,
      extra: { NODE_ENV: 'development' },
    },
  );
  const ended = new AbortController();
  portal.failed.catch(error => ended.abort(error));
  const stop = () => end(portal.child);
  try {
    await untilReady({
      url,
      users: await demoUsers(config),
      log: path.join(logs, 'look.log'),
      signal: ended.signal,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/** Gives a running sandbox's cluster what somebody else's cluster holds. Without a label of ours, but for what the sandbox has itself. */
export async function placeForeignObjects({ state, facts }) {
  const { parseAllDocuments } = await import('yaml');
  const settings = JSON.parse(
    fs.readFileSync(path.join(state, 'sandbox-settings.json'), 'utf8'),
  );
  const cluster = facts.clusters.find(({ name }) => name === CLUSTER);
  await applyObjects(
    { ...cluster, token: settings.tokens.admin },
    parseAllDocuments(
      fs.readFileSync(path.join(folder, 'objects.yaml'), 'utf8'),
      { merge: true },
    ).map(each => each.toJS()),
  );
}

/** The Kubernetes plugin's configuration of a demo with the cluster that has these objects, and no other. */
export function foreignCluster(kubernetes) {
  return withClusters(kubernetes, [CLUSTER]);
}

function withClusters(kubernetes, names) {
  return {
    ...kubernetes,
    clusterLocatorMethods: kubernetes.clusterLocatorMethods.map(method => ({
      ...method,
      clusters: method.clusters.filter(({ name }) => names.includes(name)),
    })),
  };
}
