import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { publishable } from '../lib/publishable.mjs';

/**
 * Packs every package that is published, as npm would get it; answers the tarballs by the packages' names.
 *
 * @param state - the folder of this run
 * @param kept - whether those that are there already will do
 */
export async function packs({ yarn }, { state, kept = false }) {
  const folder = path.join(state, 'packs');
  const made = new Map(
    (await publishable(yarn)).map(({ name }) => [
      name,
      path.join(folder, `${name.replace(/[@/]+/g, '-').slice(1)}.tgz`),
    ]),
  );
  if (kept && [...made.values()].every(file => fs.existsSync(file))) {
    return made;
  }
  await yarn(['run', '--binaries-only', 'tsc']);
  await yarn(['backstage-cli', 'repo', 'build']);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, file] of made) {
    await yarn(['workspace', name, 'pack', '--out', file]);
  }
  return made;
}

export function manifestOf(file) {
  return JSON.parse(
    execFileSync('tar', ['-xzOf', file, 'package/package.json'], {
      encoding: 'utf8',
    }),
  );
}

/** What is wrong with a tarball that would be published, one line each. */
export function faultsOf(file) {
  const manifest = manifestOf(file);
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
  for (const key of ['license', 'repository', 'keywords', 'description']) {
    if (!manifest[key]) {
      faults.push(`${manifest.name}: it has no ${key}`);
    }
  }
  if (![...files].some(each => /package\/LICENSE/.test(each))) {
    faults.push(`${manifest.name}: no LICENSE is packed`);
  }
  for (const code of files) {
    if (/\.(cjs\.js|esm\.js)$/.test(code) && !files.has(`${code}.map`)) {
      faults.push(`${manifest.name}: ${code} has no source map`);
      break;
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
