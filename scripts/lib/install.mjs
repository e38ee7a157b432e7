import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { inRoot } from './paths.mjs';
import { Plain, say, step } from './say.mjs';

const stamp = inRoot('node_modules/.groundwork-installed');

function manifests() {
  const found = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const room of ['packages', 'plugins']) {
    for (const name of fs.readdirSync(inRoot(room))) {
      const file = `${room}/${name}/package.json`;
      if (fs.existsSync(inRoot(file))) found.push(file);
    }
  }
  return found.sort();
}

function fingerprint(node) {
  const hash = createHash('sha256');
  for (const file of manifests()) {
    hash.update(file).update(fs.readFileSync(inRoot(file)));
  }
  // native modules are built for one version of Node
  hash.update(execFileSync(node, ['-p', 'process.versions.modules']));
  return hash.digest('hex');
}

function works(command, args) {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function lockedVersion(name) {
  const lock = fs.readFileSync(inRoot('yarn.lock'), 'utf8');
  const found = lock.match(
    new RegExp(`^"${name}@npm:[^\\n]*:\\n  version: (\\S+)`, 'm'),
  );
  return found?.[1];
}

/** SQLite's driver is native: either its authors' binary for this machine can be fetched, or it must be compiled. */
async function canBuildSqlite(node) {
  if (
    works(process.platform === 'win32' ? 'python' : 'python3', ['--version']) &&
    works('make', ['--version']) &&
    (works('g++', ['--version']) || works('clang++', ['--version']))
  ) {
    return true;
  }
  const version = lockedVersion('better-sqlite3');
  const [abi, platform, arch] = execFileSync(
    node,
    ['-p', '[process.versions.modules,process.platform,process.arch].join()'],
    { encoding: 'utf8' },
  )
    .trim()
    .split(',');
  const url = `https://github.com/WiseLibs/better-sqlite3/releases/download/v${version}/better-sqlite3-v${version}-node-v${abi}-${platform}-${arch}.tar.gz`;
  try {
    const answer = await fetch(url, {
      method: 'HEAD',
      signal: AbortSignal.timeout(8000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

const howToCompile = {
  linux:
    'sudo apt-get install -y python3 make g++ (or your distribution’s equal)',
  darwin: 'xcode-select --install',
  win32:
    'winget install Python.Python.3 and the Visual Studio Build Tools with C++',
};

/** Installs the locked dependencies, unless they are there already. */
export async function install({ node, yarn, withNetwork }) {
  const wanted = fingerprint(node);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;
  const built = fs.existsSync(
    inRoot('node_modules/better-sqlite3/build/Release/better_sqlite3.node'),
  );
  if (!built && !(await canBuildSqlite(node))) {
    throw new Plain(
      `The SQLite driver has no ready-made binary for this machine and there is no compiler to make one. Install one and run this again: ${
        howToCompile[process.platform] ?? 'python3, make and a C++ compiler'
      }`,
    );
  }
  say('First time, or the dependencies changed: this takes a few minutes');
  const env = {
    ...(await withNetwork()),
    YARN_ENABLE_PROGRESS_BARS: 'false',
  };
  await step('Installing packages', report =>
    yarn(['install', '--immutable'], { report, env }),
  );
  fs.writeFileSync(stamp, wanted);
}
