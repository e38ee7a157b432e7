import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';

/** The last release of create-app that the registry has; newer releases of Backstage are laid over its template. */
const CREATE_APP = '@backstage/create-app@0.9.2';

/** What docs/install.md has one add, by the folder whose manifest it goes to. */
const OURS = {
  'packages/app': ['@groundwork/backstage-plugin-tenancy'],
  'packages/backend': [
    '@groundwork/backstage-plugin-tenancy-backend',
    '@groundwork/backstage-plugin-scaffolder-backend-module-tenancy',
    '@groundwork/backstage-plugin-catalog-backend-module-tenancy',
  ],
};

const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));
const write = (file, value) =>
  fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

/**
 * Makes a stock app in a folder of its own, adds our packed packages to it as docs/install.md says, and installs it.
 *
 * @param release - versions of Backstage's packages by their names
 * @param kept - whether a portal that is there already will do
 * @param added - packages to add, by the folder whose manifest they go to; `*` where they are ours
 * @param removed - packages of the stock backend to leave out
 * @param features - expressions of what the backend adds
 */
export async function createPortal(
  tools,
  {
    state,
    name,
    packs,
    release,
    legacy = false,
    kept = false,
    added = OURS,
    removed = [],
    features = OURS['packages/backend'].map(each => `import('${each}')`),
  },
) {
  const folder = path.join(state, name);
  const isKept =
    kept && fs.existsSync(path.join(folder, 'node_modules/.yarn-state.yml'));
  if (!isKept) {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  fs.mkdirSync(folder, { recursive: true });
  const env = {
    ...tools.env,
    PATH: [shims(tools, state), tools.env.PATH].join(path.delimiter),
    ...(await tools.withNetwork()),
    YARN_ENABLE_PROGRESS_BARS: 'false',
    BACKSTAGE_APP_NAME: 'stock',
    // what must be built for this machine is a driver of SQLite, which is Node's own here
    YARN_ENABLE_SCRIPTS: 'false',
  };
  if (isKept) {
    return { folder, env, isKept };
  }
  await run(
    process.platform === 'win32' ? 'npx.cmd' : 'npx',
    [
      '-y',
      CREATE_APP,
      '--skip-install',
      '--path',
      folder,
      ...(legacy ? ['--legacy'] : []),
    ],
    { cwd: state, env },
  );
  lay(folder, { packs, release, added, removed });
  addToBackend(folder, { features, removed });
  await run('yarn', ['install', '--no-immutable'], { cwd: folder, env });
  return { folder, env, isKept };
}

/** A folder with a `yarn` for who looks for one on the path: the pinned one. */
export function shims({ node, yarnFile }, state) {
  const folder = path.join(state, 'bin');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'yarn'),
    `#!/bin/sh\nexec "${node}" "${yarnFile}" "$@"\n`,
    { mode: 0o755 },
  );
  return folder;
}

/** Versions and our packages into the manifests of the app. */
function lay(folder, { packs, release, added, removed }) {
  const own = read(inRoot('package.json'));
  for (const place of ['.', 'packages/app', 'packages/backend']) {
    const file = path.join(folder, place, 'package.json');
    const manifest = read(file);
    for (const group of ['dependencies', 'devDependencies']) {
      for (const each of Object.keys(manifest[group] ?? {})) {
        if (release[each]) {
          manifest[group][each] = `^${release[each]}`;
        }
      }
    }
    for (const each of added[place] ?? []) {
      manifest.dependencies[each] = '*';
    }
    if (place === 'packages/backend') {
      removed.forEach(each => delete manifest.dependencies[each]);
    }
    if (place === '.') {
      manifest.resolutions = {
        ...manifest.resolutions,
        ...pins(own.resolutions),
        // a portal of some release has a lock file of that time
        ...release,
        'better-sqlite3': `link:${inRoot('packages/sqlite')}`,
        ...Object.fromEntries(
          [...packs].map(([each, pack]) => [each, `file:${pack}`]),
        ),
      };
    }
    write(file, manifest);
  }
}

/** What is pinned in this repository since the registry may lack parts of newer ones; what is Backstage's follows the release. */
function pins(resolutions) {
  return Object.fromEntries(
    Object.entries(resolutions).filter(
      ([name]) => name !== 'better-sqlite3' && !name.startsWith('@backstage/'),
    ),
  );
}

function addToBackend(folder, { features, removed }) {
  const file = path.join(folder, 'packages/backend/src/index.ts');
  const lines = features.map(each => `backend.add(${each});\n`);
  const text = removed.reduce(
    (rest, each) =>
      rest.replace(
        new RegExp(
          `backend\\.add\\(\\s*import\\('${each}(/[^']*)?'\\),?\\s*\\);\\n`,
          'g',
        ),
        '',
      ),
    fs.readFileSync(file, 'utf8'),
  );
  fs.writeFileSync(
    file,
    text.replace('backend.start();', `${lines.join('')}\nbackend.start();`),
  );
}
