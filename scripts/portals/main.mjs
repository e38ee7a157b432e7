import fs from 'node:fs';
import { inHome } from '../lib/paths.mjs';
import { startSandbox } from '../lib/portal.mjs';
import { freePort } from '../lib/ports.mjs';
import { end, endAll, endOnSignal } from '../lib/process.mjs';
import { main, Plain, say } from '../lib/say.mjs';
import { toolchain } from '../lib/toolchain.mjs';
import { Checks } from './Checks.mjs';
import { faultsOf, packs as makePacks } from './packs.mjs';
import { postgresCase } from './postgresCase.mjs';
import { rhdhCase } from './rhdhCase.mjs';
import { stockCase, versionsOf } from './stockCase.mjs';

/** Each puts the packed packages into a portal of somebody else's kind. */
const cases = {
  1.55: world => stockCase(world, { name: '1.55' }),
  1.57: world =>
    stockCase(world, { name: '1.57', release: versionsOf('1.57') }),
  legacy: world => stockCase(world, { name: 'legacy', legacy: true }),
  rhdh: rhdhCase,
  postgres: postgresCase,
};
const order = ['1.55', '1.57', 'legacy', 'rhdh', 'postgres'];

/** The sandbox, whose clusters and platform the portals are given; other portals' own catalog stays. */
async function sandboxFor(tools) {
  const state = inHome('portals/sandbox');
  fs.rmSync(state, { recursive: true, force: true });
  fs.mkdirSync(state, { recursive: true });
  const sandbox = startSandbox(tools, {
    state,
    portBase: await freePort(18020),
    sandboxArgs: [],
    logs: inHome('portals/logs'),
  });
  await Promise.race([sandbox.isReady, sandbox.failed]);
  return { ...sandbox, config: `${state}/app-config.sandbox.yaml` };
}

await main(async () => {
  const flags = process.argv.slice(2);
  const wanted = flags.filter(each => each !== '--keep-packs');
  const names = wanted.length > 0 ? wanted : order;
  const unknown = names.find(name => !order.includes(name));
  if (unknown) {
    throw new Plain(`No portal ${unknown}: ${order.join(', ')}`);
  }
  endOnSignal();
  const tools = await toolchain();
  const checks = new Checks();
  const packs = await checks.run('our packages are packed', () =>
    makePacks(tools, { kept: wanted.length < flags.length }),
  );
  if (packs) {
    await checks.run('nothing of this workspace is left in them', () => {
      const faults = [...packs.values()].flatMap(faultsOf);
      if (faults.length > 0) {
        throw new Error(faults.join('\n'));
      }
    });
    const sandbox = await sandboxFor(tools);
    try {
      for (const name of names) {
        await cases[name]({
          tools,
          checks,
          packs,
          sandboxConfig: sandbox.config,
        });
      }
    } finally {
      await end(sandbox.child);
      await endAll();
    }
  }
  if (checks.skipped.length > 0) {
    say(`Left out: ${checks.skipped.join('; ')}`);
  }
  process.stdout.write(`${checks.passed} passed, ${checks.failed} failed\n`);
  process.exitCode = checks.failed > 0 ? 1 : 0;
});
