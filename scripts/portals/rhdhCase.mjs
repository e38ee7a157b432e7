import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';
import { createPortal, shims } from './createPortal.mjs';
import { startStock } from './startStock.mjs';
import { askPortal, versionsOf } from './stockCase.mjs';

const CLI = '@red-hat-developer-hub/cli@1.9.1';

const BACKEND = [
  'tenancy-backend',
  'catalog-backend-module-tenancy',
  'scaffolder-backend-module-tenancy',
  'permission-backend-module-tenancy',
];

/**
 * What Developer Hub loads. A portal has one permission policy, and Developer Hub has its own: ours is exported for who builds on
 * its image without that.
 */
const LOADED = [
  'tenancy',
  ...BACKEND.filter(each => each !== 'permission-backend-module-tenancy'),
];

/**
 * What a plugin carries inside: our own packages, since no dynamic plugin finds those of another, and Backstage's that Developer
 * Hub does not have among its own.
 */
const EMBEDDED = [
  '@groundwork/engine',
  '@groundwork/templates',
  '@groundwork/backstage-plugin-tenancy-common',
  '@groundwork/backstage-plugin-tenancy-node',
  '@backstage/plugin-notifications-node',
];

/** What a stock backend has and Developer Hub's has not: it loads them as dynamic plugins, where somebody enables them. */
const NOT_IN_HUB = [
  '@backstage/plugin-notifications-backend',
  '@backstage/plugin-signals-backend',
  '@backstage/plugin-scaffolder-backend-module-notifications',
];

/** Backstage's packages that plugins find in Developer Hub's backend from 1.9 to 2.0, by its lock file. */
const IN_HUB = new Set(
  [
    ...['backend-plugin-api', 'catalog-model', 'config', 'errors'],
    ...['integration', 'plugin-catalog-node', 'plugin-events-node'],
    ...['plugin-permission-common', 'plugin-permission-node'],
    ...['plugin-scaffolder-node', 'plugin-signals-node', 'types'],
  ].map(each => `@backstage/${each}`),
);

/**
 * Exports the plugins as dynamic plugins of Red Hat Developer Hub, and has a portal load those of the backend as it does: by
 * Backstage's service for dynamic features, from a folder, with nothing of ours among its own packages.
 */
export async function rhdhCase(world) {
  const { tools, checks, state, kept } = world;
  const loaded = path.join(state, 'dynamic-plugins-root');
  if (kept && LOADED.every(name => name === 'tenancy' || isIn(loaded, name))) {
    await load(world, loaded);
    return;
  }
  const env = {
    ...tools.env,
    PATH: [shims(tools, state), tools.env.PATH].join(path.delimiter),
    ...(await tools.withNetwork()),
    YARN_ENABLE_PROGRESS_BARS: 'false',
    YARN_ENABLE_SCRIPTS: 'false',
  };
  const source = copySources(state);
  // exporting replaces what was built
  await checks.run('rhdh: what dynamic-plugins.yaml names is there', () =>
    assertNamed(source),
  );
  fs.rmSync(loaded, { recursive: true, force: true });
  fs.mkdirSync(loaded, { recursive: true });
  const exported = async (name, args, check) =>
    checks.run(`rhdh: ${name} is exported`, async () => {
      const folder = path.join(source, 'plugins', name);
      await run('npx', ['-y', CLI, 'plugin', 'export', '--no-build', ...args], {
        cwd: folder,
        env,
      });
      const target = path.join(folder, 'dist-dynamic');
      await check(target);
      return target;
    });
  const all = [];
  for (const name of BACKEND) {
    const target = await exported(
      name,
      [
        ...EMBEDDED.flatMap(each => ['--embed-package', each]),
        // each takes what the portal has, and asks for no more than our own packages do
        ...['--ignore-version-check', '@backstage/backend-plugin-api'],
      ],
      folder => assertWhole(folder, LOADED.includes(name)),
    );
    all.push(target);
    if (target && LOADED.includes(name)) {
      fs.renameSync(target, path.join(loaded, name));
    }
  }
  await exported('tenancy', [], assertRemote);
  if (all.every(Boolean)) {
    await load(world, loaded);
  }
}

const isIn = (folder, name) =>
  fs.existsSync(path.join(folder, name, 'package.json'));

/** The workspace as it is checked out, with what was built, so that exporting leaves nothing behind here. */
function copySources(state) {
  const source = path.join(state, 'rhdh-source');
  fs.rmSync(source, { recursive: true, force: true });
  const files = execFileSync('git', ['ls-files', '-z'], {
    cwd: inRoot(),
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
    .split('\0')
    .filter(file =>
      /^(packages\/engine|plugins|templates)\/|^[^/]+$/.test(file),
    );
  for (const file of files) {
    fs.mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
    fs.copyFileSync(inRoot(file), path.join(source, file));
  }
  for (const folder of [
    'packages/engine',
    ...fs.readdirSync(inRoot('plugins')).map(each => `plugins/${each}`),
  ]) {
    for (const part of ['dist', 'node_modules']) {
      if (fs.existsSync(inRoot(folder, part))) {
        fs.cpSync(inRoot(folder, part), path.join(source, folder, part), {
          recursive: true,
          verbatimSymlinks: true,
        });
      }
    }
  }
  fs.symlinkSync(inRoot('node_modules'), path.join(source, 'node_modules'));
  return source;
}

/** A dynamic plugin of a backend: its code, what it embeds, and what else it needs. */
function assertWhole(target, isLoaded) {
  const manifest = JSON.parse(
    fs.readFileSync(path.join(target, 'package.json'), 'utf8'),
  );
  assertThere(target, manifest.main ?? 'dist/index.cjs.js');
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    assertThere(target, `node_modules/${name}/package.json`);
  }
  const ofBackstage = group =>
    Object.keys(manifest[group] ?? {}).filter(name =>
      name.startsWith('@backstage/'),
    );
  const own = ofBackstage('dependencies').filter(
    name => !EMBEDDED.includes(name),
  );
  if (own.length > 0) {
    throw new Error(`it brings ${own.join(', ')} of its own`);
  }
  const absent = ofBackstage('peerDependencies').filter(
    name => !IN_HUB.has(name),
  );
  if (isLoaded && absent.length > 0) {
    throw new Error(`Developer Hub does not have ${absent.join(', ')}`);
  }
}

/** A dynamic plugin of the browser, in both of the ways in which portals load one. */
function assertRemote(target) {
  const file = path.join(target, 'dist-scalprum/plugin-manifest.json');
  const { name, loadScripts } = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (name !== scalprum().name) {
    throw new Error(`${file} is called ${name}`);
  }
  for (const each of loadScripts) {
    assertThere(target, `dist-scalprum/${each}`);
  }
  assertThere(target, 'dist/mf-manifest.json');
}

function assertThere(folder, file) {
  if (!fs.existsSync(path.join(folder, file))) {
    throw new Error(`${path.join(folder, file)} is not there`);
  }
}

const scalprum = () =>
  JSON.parse(fs.readFileSync(inRoot('plugins/tenancy/package.json'), 'utf8'))
    .scalprum;

/** The configuration that docs/elsewhere.md gives, against what the package exposes. */
function assertNamed(source) {
  const { parse } = createRequire(inRoot('package.json'))('yaml');
  const page = fs.readFileSync(inRoot('docs/elsewhere.md'), 'utf8');
  const block = /```yaml\n(# dynamic-plugins\.yaml\n[\s\S]*?)```/.exec(page);
  const { plugins } = parse(block[1]);
  const { name, exposedModules } = scalprum();
  const frontend = plugins
    .map(each => each.pluginConfig?.dynamicPlugins?.frontend)
    .find(Boolean);
  const { dynamicRoutes, mountPoints, scaffolderFieldExtensions } =
    frontend[name];
  const named = [
    ...dynamicRoutes,
    ...mountPoints,
    ...scaffolderFieldExtensions,
    // a condition is a function of the module that the card is from
    ...mountPoints.flatMap(({ module, config }) =>
      (config?.if?.allOf ?? [])
        .filter(each => typeof each === 'string')
        .map(importName => ({ module, importName })),
    ),
  ];
  for (const { module, importName } of named) {
    if (!exportsOf(source, exposedModules[module]).has(importName)) {
      throw new Error(`${module} has no ${importName}`);
    }
  }
  const shown = new Set(named.map(({ importName }) => importName));
  const missing = [...exportsOf(source, exposedModules.Legacy)].filter(
    each =>
      /(Page|Card|Content|FieldExtension)$/.test(each) && !shown.has(each),
  );
  if (missing.length > 0) {
    throw new Error(`docs/elsewhere.md shows no ${missing.join(', ')}`);
  }
  assertPackages(plugins.map(each => each.package));
}

/** The names that a built entry of the frontend exports. */
function exportsOf(source, entry) {
  const file = path.join(
    source,
    'plugins/tenancy/dist',
    `${path.basename(entry, '.ts')}.esm.js`,
  );
  return new Set(
    [...fs.readFileSync(file, 'utf8').matchAll(/export \{([^}]*)\}/g)].flatMap(
      ([, names]) =>
        names.split(',').map(each =>
          each
            .trim()
            .split(/\s+as\s+/)
            .at(-1),
        ),
    ),
  );
}

/** `oci://HOST/IMAGE:TAG!PATH`: the path is what the CLI calls the folder of a package. */
function assertPackages(given) {
  const expected = LOADED.map(
    name =>
      `${JSON.parse(
        fs.readFileSync(inRoot('plugins', name, 'package.json'), 'utf8'),
      )
        .name.replace(/^@/, '')
        .replace('/', '-')}`,
  );
  const paths = given.map(each => each.split('!')[1]);
  if (paths.sort().join() !== expected.sort().join()) {
    throw new Error(
      `docs/elsewhere.md names ${paths.join(
        ', ',
      )}, and what is loaded here is ${expected.join(', ')}`,
    );
  }
}

async function load(
  { tools, checks, state, packs, kept, sandboxConfig },
  loaded,
) {
  const portal = await checks.run('rhdh: a portal without our packages', () =>
    createPortal(tools, {
      state,
      kept,
      name: 'rhdh',
      packs,
      // the oldest of the range, since Developer Hub is older still
      release: versionsOf('1.55'),
      removed: NOT_IN_HUB,
      added: {
        'packages/backend': ['@backstage/backend-dynamic-feature-service'],
      },
      features: [
        "require('@backstage/backend-dynamic-feature-service').dynamicPluginsFeatureLoader()",
      ],
    }),
  );
  if (!portal) {
    return;
  }
  fs.mkdirSync(path.join(portal.folder, 'packages/app/dist'), {
    recursive: true,
  });
  const started = await checks.run('rhdh: it starts with them', () =>
    startStock(tools, {
      ...portal,
      sandboxConfig,
      config: { dynamicPlugins: { rootDirectory: loaded } },
      // as Developer Hub's image sets it: plugins take Backstage's own packages from the portal
      extra: { NODE_PATH: path.join(portal.folder, 'node_modules') },
    }),
  );
  if (started) {
    try {
      await askPortal(checks, 'rhdh', started);
    } finally {
      await started.stop();
    }
  }
}
