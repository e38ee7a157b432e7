import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inHome, inRoot } from '../lib/paths.mjs';
import { publishable } from '../lib/publishable.mjs';

const folder = inHome('portals/packs');

/**
 * Packs every package that is published, as npm would get it; answers the tarballs by the packages' names.
 *
 * @param kept - whether those of the last time will do
 */
export async function packs({ yarn }, { kept = false } = {}) {
  const made = new Map(
    (await publishable(yarn)).map(({ name }) => [
      name,
      path.join(folder, `${name.replace(/[@/]+/g, '-').slice(1)}.tgz`),
    ]),
  );
  if (kept && [...made.values()].every(file => fs.existsSync(file))) {
    return made;
  }
  await yarn(['tsc']);
  await yarn(['backstage-cli', 'repo', 'build']);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, file] of made) {
    await yarn(['workspace', name, 'pack', '--out', file]);
  }
  return made;
}

/** What is wrong with a tarball that would be published, one line each. */
export function faultsOf(file) {
  const manifest = JSON.parse(
    execFileSync('tar', ['-xzOf', file, 'package/package.json'], {
      encoding: 'utf8',
    }),
  );
  const files = new Set(
    execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).split('\n'),
  );
  const faults = [];
  for (const group of ['dependencies', 'peerDependencies']) {
    for (const [name, range] of Object.entries(manifest[group] ?? {})) {
      if (/^(workspace|link|portal|file|backstage):/.test(range)) {
        faults.push(`${manifest.name}: ${group} has ${name}@${range}`);
      }
    }
  }
  for (const target of targetsOf(manifest.exports ?? manifest.main)) {
    if (
      !target.includes('*') &&
      !files.has(path.posix.join('package', target))
    ) {
      faults.push(`${manifest.name}: exports ${target}, which is not packed`);
    }
    if (target.includes('/src/')) {
      faults.push(`${manifest.name}: exports its source ${target}`);
    }
  }
  return faults;
}

function targetsOf(exported) {
  if (typeof exported === 'string') {
    // Backstage notes under `backstage` what an entry's default export is, which is no file
    return /^(\.\/|dist|src)/.test(exported) ? [exported] : [];
  }
  return Object.values(exported ?? {}).flatMap(targetsOf);
}

/** The sources that are type-checked against another release. */
export const sources = [
  'packages/engine',
  'plugins/tenancy',
  'plugins/tenancy-backend',
  'plugins/tenancy-common',
  'plugins/tenancy-node',
  'plugins/catalog-backend-module-tenancy',
  'plugins/permission-backend-module-tenancy',
  'plugins/scaffolder-backend-module-tenancy',
].map(each => inRoot(each));
