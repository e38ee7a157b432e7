import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { inHome, inRoot } from './paths.mjs';
import { repaired } from './repaired.mjs';
import { step } from './say.mjs';

const stamp = inRoot('node_modules/.groundwork-installed');

function manifests() {
  const found = [
    'package.json',
    'templates/package.json',
    'yarn.lock',
    '.yarnrc.yml',
  ];
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

/** Whether the packages can be used: the tools are there, and what stands in for SQLite's driver. */
function canBeUsed(node) {
  return (
    fs.existsSync(inRoot('node_modules/.bin/backstage-cli')) &&
    works(node, ['-e', "new (require('better-sqlite3'))(':memory:').close()"])
  );
}

/** Installs the locked dependencies, unless they are there already and work. */
export async function install({ node, yarn, withNetwork }) {
  let env;
  const yarnInstall = title => started =>
    step(
      title,
      report => yarn(['install', '--immutable'], { report, env, started }),
      { usual: 'one to three minutes' },
    );
  await repaired({
    stamp,
    wanted: fingerprint(node),
    works: () => canBeUsed(node),
    folder: inHome('install'),
    otherwise: `The packages are installed and do not work all the same. Remove ${inRoot(
      'node_modules',
    )} and run this again.`,
    attempts: [
      async started => {
        env = {
          ...(await withNetwork()),
          YARN_ENABLE_PROGRESS_BARS: 'false',
        };
        await yarnInstall('Installing packages')(started);
      },
      started => {
        // Yarn does not look whether what it once put there is still there
        fs.rmSync(inRoot('node_modules/.yarn-state.yml'), { force: true });
        return yarnInstall('Installing all packages again')(started);
      },
    ],
  });
}
