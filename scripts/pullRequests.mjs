import fs from 'node:fs';
import path from 'node:path';
import { findBrowser, howToGetBrowser } from './lib/browser.mjs';
import { buildApp } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { inHome } from './lib/paths.mjs';
import { startPortal } from './lib/portal.mjs';
import { endAll, endOnSignal } from './lib/process.mjs';
import { main, Plain } from './lib/say.mjs';
import { toolchain } from './lib/toolchain.mjs';

/*
 * What people do every day in forms, in a real browser, on a portal that proposes it by pull request; with `gitlab` behind
 * the command by merge request. Apart from `npm test`,
 * whose portal pushes: a second portal takes as long to start as all of its browser tests.
 */
await main(async () => {
  endOnSignal();
  const [proposeOn = 'github'] = process.argv.slice(2);
  if (!['github', 'gitlab'].includes(proposeOn)) {
    throw new Plain(`Say github or gitlab, not ${proposeOn}`);
  }
  const executable = findBrowser();
  if (!executable) {
    throw new Plain(howToGetBrowser);
  }
  const tools = await toolchain();
  tools.announce();
  await install(tools);
  await buildApp(tools);
  const state = inHome('pull-requests-state');
  fs.rmSync(state, { recursive: true, force: true });
  const portal = await startPortal(tools, {
    state,
    logs: path.join(state, 'logs'),
    port: 17107,
    portBase: 17120,
    sandboxArgs: [],
    proposeOn,
  });
  try {
    await tools.yarn(
      [
        'playwright',
        'test',
        '--config=packages/app/e2e-tests/pull-requests/pullRequests.config.ts',
        '--reporter=list',
      ],
      {
        show: true,
        env: {
          PLAYWRIGHT_URL: portal.url,
          CHROME_PATH: executable,
          PROPOSE_ON: proposeOn,
        },
      },
    );
  } finally {
    await portal.stop();
    await endAll();
  }
});
