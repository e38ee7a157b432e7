import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { inHome, inRoot } from './lib/paths.mjs';
import { startPortal } from './lib/portal.mjs';
import { endAll, endOnSignal } from './lib/process.mjs';
import { main, say } from './lib/say.mjs';
import { toolchain } from './lib/toolchain.mjs';

const seconds = since => ((Date.now() - since) / 1000).toFixed(1);

const kilobytes = bytes => `${(bytes / 1000).toFixed(1)} kB`;

/** Tells what a browser loads of the plugin, beside what the portal has already. */
async function sayBundle() {
  // needs a package, which may be missing when this file is loaded
  const { browserBundle } = await import('./lib/browserBundle.mjs');
  const { first, parts } = await browserBundle();
  const size = ({ bytes, gzip }) =>
    `${kilobytes(bytes)} minified, ${kilobytes(gzip)} as gzip`;
  say('What a browser loads of the plugin');
  for (const [portal, of] of Object.entries(first)) {
    say(`  ${size(of)}: with the first page of ${portal}`);
  }
  for (const part of parts) {
    say(`  ${size(part)}: later, ${part.name}`);
  }
}

/** Starts the portal on a state of its own and tells how long it took to answer. */
async function timed(tools, state, title) {
  const began = Date.now();
  const portal = await startPortal(tools, {
    state,
    logs: `${state}/logs`,
    port: 17107,
    portBase: 17120,
    sandboxArgs: [],
  });
  say(`${title}: usable after ${seconds(began)} s`);
  return portal;
}

await main(async () => {
  endOnSignal();
  const tools = await toolchain();
  say(`${os.cpus().length} × ${os.cpus()[0].model}, ${process.platform}`);
  await sayBundle();
  const state = inHome('bench-state');
  fs.rmSync(state, { recursive: true, force: true });
  const cold = await timed(
    tools,
    state,
    'First start (packages and pages there, no state)',
  );
  await cold.stop();
  const warm = await timed(tools, state, 'Second start');
  const formToGreen = spawnSync(
    tools.node,
    [inRoot('scripts/bench/formToGreen.mjs'), warm.url],
    { env: tools.env, stdio: 'inherit' },
  );
  await warm.stop();
  await endAll();
  if (formToGreen.status !== 0) {
    process.exitCode = 1;
  }
  for (const workspace of [
    '@groundwork/engine',
    '@groundwork/backstage-plugin-tenancy-backend',
  ]) {
    const { status } = spawnSync(
      tools.node,
      [
        inHome('toolchain/yarn/node_modules/@yarnpkg/cli-dist/bin/yarn.js'),
        'workspace',
        workspace,
        'bench',
      ],
      { env: tools.env, cwd: inRoot(), stdio: 'inherit' },
    );
    if (status !== 0) {
      process.exitCode = 1;
    }
  }
});
