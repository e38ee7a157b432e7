import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inHome, inRoot } from './paths.mjs';
import { step } from './say.mjs';
import { writeWhole } from './writeWhole.mjs';

/** What the browser's bundle is made of. */
const sources = [
  'packages/app',
  'plugins/tenancy',
  'plugins/tenancy-common',
  'packages/engine/package.json',
  'packages/engine/src',
  'yarn.lock',
  'app-config.yaml',
];

const passedOver = new Set(['node_modules', 'dist', 'e2e-tests', 'dist-types']);

function* filesOf(place) {
  if (fs.statSync(place).isFile()) {
    yield place;
    return;
  }
  for (const name of fs.readdirSync(place).sort()) {
    if (!passedOver.has(name) && !/\.test\.tsx?$/.test(name)) {
      yield* filesOf(path.join(place, name));
    }
  }
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesOf(inRoot(source))) {
      hash.update(path.relative(inRoot(), file)).update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Bundles the portal's pages, unless the bundle is as new as its sources. */
export async function buildApp({ yarn }) {
  const stamp = inHome('app-build');
  const wanted = fingerprint();
  if (
    fs.existsSync(inRoot('packages/app/dist/index.html')) &&
    fs.existsSync(stamp) &&
    fs.readFileSync(stamp, 'utf8') === wanted
  ) {
    return;
  }
  // a build that is broken off leaves half a bundle, which no stamp may call whole
  fs.rmSync(stamp, { force: true });
  await step(
    'Building the pages',
    report => yarn(['workspace', 'app', 'build'], { report }),
    { usual: 'half a minute to a minute' },
  );
  fs.mkdirSync(inHome(), { recursive: true });
  writeWhole(stamp, wanted);
}
