import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { inHome } from './lib/paths.mjs';
import { endOnSignal, run } from './lib/process.mjs';
import { main, Plain, say } from './lib/say.mjs';
import { toolchain } from './lib/toolchain.mjs';
import { judgePacks } from './portals/judgePacks.mjs';
import { faultsOf, manifestOf, packs as makePacks } from './portals/packs.mjs';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/**
 * Packs what is published, looks whether it is fit to be, publishes what npm does not have yet, and tags it. Yarn packs, since
 * it writes versions in the place of `workspace:`, which `npm publish` in a folder would leave.
 */
await main(async () => {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' } } });
  endOnSignal();
  const tools = await toolchain();
  const state = inHome('release');
  fs.mkdirSync(state, { recursive: true });
  const packs = await makePacks(tools, { state });
  const faults = [
    ...[...packs.values()].flatMap(faultsOf),
    ...(await judgePacks(tools, packs)),
  ];
  if (faults.length > 0) {
    throw new Plain(faults.join('\n'));
  }
  const dry = values['dry-run'] ? ['--dry-run'] : [];
  for (const [name, file] of packs) {
    const { version } = manifestOf(file);
    if (await isPublished(name, version)) {
      say(`${name}@${version} is published`);
    } else {
      await run(npm, ['publish', file, '--access', 'public', ...dry]);
      say(
        `${name}@${version} ${
          dry.length > 0 ? 'would be' : 'is now'
        } published`,
      );
    }
  }
  if (dry.length === 0) {
    // changesets' action reads from its output what was published
    await tools.yarn(['changeset', 'tag'], { show: true });
  }
});

async function isPublished(name, version) {
  try {
    const said = await run(npm, ['view', `${name}@${version}`, 'version']);
    return said.trim() === version;
  } catch (error) {
    if (/E404/.test(error.message)) {
      return false;
    }
    throw error;
  }
}
