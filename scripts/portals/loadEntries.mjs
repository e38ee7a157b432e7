import fs from 'node:fs';
import path from 'node:path';
import { run } from '../lib/process.mjs';

/**
 * Loads each entry that packages have for Node, as a module and as CommonJS, in a portal's backend, and compares what they
 * export. Entries for tests need a test around them.
 */
export async function loadEntries({ node, env }, { folder, packs }) {
  const file = path.join(folder, 'packages/backend/loadEntries.mjs');
  fs.writeFileSync(file, script([...packs.keys()]));
  try {
    await run(node, [file], { cwd: path.dirname(file), env });
  } finally {
    fs.rmSync(file);
  }
}

const script = names => `
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
for (const name of ${JSON.stringify(names)}) {
  let manifest;
  try {
    manifest = require(name + '/package.json');
  } catch {
    // the app has it, or nobody
    continue;
  }
  for (const [mount, targets] of Object.entries(manifest.exports ?? {})) {
    if (!targets.require || mount === './testUtils') {
      continue;
    }
    const entry = name + mount.slice(1);
    const wanted = Object.keys(require(entry)).sort();
    const module = await import(entry);
    const found = Object.keys(module)
      .filter(each => each !== 'module.exports')
      .sort();
    if (wanted.length === 0 || wanted.join() !== found.join()) {
      throw new Error(entry + ' exports ' + wanted + ' and ' + found);
    }
    console.log(entry);
  }
}
process.exit(0);
`;
