import fs from 'node:fs';
import path from 'node:path';
import { inHome } from '../lib/paths.mjs';
import { demoUsers, startPortal } from '../lib/portal.mjs';
import { endAll, endOnSignal } from '../lib/process.mjs';
import { main, say } from '../lib/say.mjs';
import { toolchain } from '../lib/toolchain.mjs';
import { Asker, signIn } from './Asker.mjs';
import { clusterFaults } from './cluster.mjs';

/** Starts a portal on the sandbox and lets faults befall what it stands on. */
await main(async () => {
  endOnSignal();
  const state = inHome('faults-state');
  fs.rmSync(state, { recursive: true, force: true });
  say('Starting a portal to let faults befall it ...');
  const portal = await startPortal(await toolchain(), {
    state,
    logs: path.join(state, 'logs'),
    port: 17307,
    portBase: 17320,
    sandboxArgs: [],
  });
  const asker = new Asker(portal.url, await widestToken(portal));
  try {
    await Promise.race([clusterFaults(portal, asker), portal.failed]);
  } finally {
    await asker.stop();
    await portal.stop();
    await endAll();
  }
});

/** The token of the user who sees most: one who runs the platform. */
async function widestToken({ url, config }) {
  let most = { count: -1 };
  for (const user of await demoUsers(config)) {
    const token = await signIn(url, user);
    const answer = await fetch(`${url}/api/tenancy/tenants`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items = [] } = await answer.json();
    if (items.length > most.count) {
      most = { count: items.length, token };
    }
  }
  return most.token;
}
