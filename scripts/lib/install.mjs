import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { inHome, inRoot } from './paths.mjs';
import { repaired } from './repaired.mjs';
import { Plain, say, step } from './say.mjs';

const stamp = inRoot('node_modules/.groundwork-installed');

function manifests() {
  const found = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const room of ['packages', 'plugins']) {
    for (const name of fs.readdirSync(inRoot(room))) {
      const file = `${room}/${name}/package.json`;
      if (fs.existsSync(inRoot(file))) {
        found.push(file);
      }
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
    execFileSync(command, args, { cwd: inRoot(), stdio: 'ignore' });
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

/** Whether the packages can be used: the driver was compiled to its end, for this Node, and the tools are there. */
function canBeUsed(node) {
  return (
    fs.existsSync(inRoot('node_modules/.bin/backstage-cli')) &&
    works(node, ['-e', "new (require('better-sqlite3'))(':memory:').close()"])
  );
}

/** Installs the locked dependencies, unless they are there already and work. */
export async function install({ node, yarn, withNetwork }) {
  const isUsable = () => canBeUsed(node);
  let env;
  const yarnInstall = title => started =>
    step(title, report =>
      yarn(['install', '--immutable'], { report, env, started }),
    );
  await repaired({
    stamp,
    wanted: fingerprint(node),
    works: isUsable,
    folder: inHome('install'),
    otherwise: `The packages are installed and the SQLite driver does not load all the same. Remove ${inRoot(
      'node_modules',
    )} and run this again.`,
    attempts: [
      async started => {
        if (!isUsable() && !(await canBuildSqlite(node))) {
          throw new Plain(
            `The SQLite driver has no ready-made binary for this machine and there is no compiler to make one. Install one and run this again: ${
              howToCompile[process.platform] ??
              'python3, make and a C++ compiler'
            }`,
          );
        }
        say('First time, or something changed: this takes a few minutes');
        env = {
          ...(await withNetwork()),
          YARN_ENABLE_PROGRESS_BARS: 'false',
        };
        await yarnInstall('Installing packages')(started);
      },
      // Yarn takes what it once built for good, also for another Node or when the file is gone
      started =>
        step('Building the SQLite driver again', report =>
          yarn(['rebuild', 'better-sqlite3'], { report, env, started }),
        ).catch(error => say(error.message)),
      started => {
        // nor does it look whether what it once put there is still there
        fs.rmSync(inRoot('node_modules/.yarn-state.yml'), { force: true });
        return yarnInstall('Installing all packages again')(started);
      },
    ],
  });
}
