import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { placeForeignObjects } from '../lib/lookPortal.mjs';
import { startSandbox } from '../lib/portal.mjs';
import { freePort } from '../lib/ports.mjs';
import { end, endAll, endOnSignal } from '../lib/process.mjs';
import { main, Plain, say } from '../lib/say.mjs';
import { toolchain } from '../lib/toolchain.mjs';
import { Checks } from './Checks.mjs';
import { judgePacks } from './judgePacks.mjs';
import { faultsOf, packs as makePacks } from './packs.mjs';
import { postgresCase } from './postgresCase.mjs';
import { rhdhCase } from './rhdhCase.mjs';
import { splitCase } from './splitCase.mjs';
import { stockCase, versionsOf } from './stockCase.mjs';

/** Each puts the packed packages into a portal of somebody else's kind. */
const cases = {
  1.55: world =>
    stockCase(world, { name: '1.55', release: versionsOf('1.55') }),
  1.57: world =>
    stockCase(world, {
      name: '1.57',
      release: versionsOf('1.57'),
      alone: true,
    }),
  legacy: world =>
    stockCase(world, {
      name: 'legacy',
      release: versionsOf('1.57'),
      legacy: true,
    }),
  rhdh: rhdhCase,
  postgres: postgresCase,
  split: splitCase,
};
const order = ['1.55', '1.57', 'legacy', 'rhdh', 'postgres', 'split'];

/** The sandbox, whose clusters and platform the portals are given; other portals' own catalog stays. */
async function sandboxFor(tools, place) {
  const state = path.join(place, 'sandbox');
  fs.rmSync(state, { recursive: true, force: true });
  fs.mkdirSync(state, { recursive: true });
  const sandbox = startSandbox(tools, {
    state,
    portBase: await freePort(18020),
    sandboxArgs: [],
    logs: path.join(place, 'logs'),
  });
  const facts = await Promise.race([sandbox.isReady, sandbox.failed]);
  await placeForeignObjects({ state, facts });
  return { ...sandbox, config: `${state}/app-config.sandbox.yaml` };
}

function none(faults) {
  if (faults.length > 0) {
    throw new Error(faults.join('\n'));
  }
}

async function tryAll(names, { checks, state, kept }) {
  const tools = await toolchain();
  const packs = await checks.run('our packages are packed', () =>
    makePacks(tools, { state, kept }),
  );
  if (!packs) {
    return;
  }
  await checks.run('nothing of this workspace is left in them', () =>
    none([...packs.values()].flatMap(faultsOf)),
  );
  await checks.run('they are as npm and TypeScript want them', async () =>
    none(await judgePacks(tools, packs)),
  );
  const sandbox = await sandboxFor(tools, state);
  try {
    for (const name of names) {
      await cases[name]({
        tools,
        checks,
        state,
        packs,
        kept,
        sandboxConfig: sandbox.config,
      });
    }
  } finally {
    await end(sandbox.child);
    await endAll();
  }
}

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { state: { type: 'string' }, keep: { type: 'boolean' } },
  });
  const names = positionals.length > 0 ? positionals : order;
  const unknown = names.find(name => !order.includes(name));
  if (unknown) {
    throw new Plain(`No portal ${unknown}: ${order.join(', ')}`);
  }
  endOnSignal();
  // outside of this checkout, whose packages a portal would find as well
  const state =
    values.state === undefined
      ? fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-portals-'))
      : path.resolve(values.state);
  fs.mkdirSync(state, { recursive: true });
  const checks = new Checks();
  await tryAll(names, { checks, state, kept: values.keep });
  if (checks.skipped.length > 0) {
    say(`Left out: ${checks.skipped.join('; ')}`);
  }
  if (values.state === undefined && checks.failed === 0) {
    fs.rmSync(state, { recursive: true, force: true });
  } else {
    say(`What was made lies in ${state}`);
  }
  process.stdout.write(`${checks.passed} passed, ${checks.failed} failed\n`);
  process.exitCode = checks.failed > 0 ? 1 : 0;
});
