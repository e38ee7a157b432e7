import fs from 'node:fs';
import path from 'node:path';
import { findBrowser, howToGetBrowser } from './lib/browser.mjs';
import { buildApp } from './lib/build.mjs';
import { jestCounts, playwrightCounts } from './lib/counts.mjs';
import { install } from './lib/install.mjs';
import { fixtures, inHome, inRoot } from './lib/paths.mjs';
import { lookOnly, startLookPortal } from './lib/lookPortal.mjs';
import { startPortal } from './lib/portal.mjs';
import { end, endAll, endOnSignal, run } from './lib/process.mjs';
import { main, Plain, say, step } from './lib/say.mjs';
import { toolchain } from './lib/toolchain.mjs';

const reports = inHome('reports');

const checks = {
  types: tools =>
    tools.yarn(
      ['run', '--binaries-only', 'tsc', '--noEmit', '--incremental', 'false'],
      { show: true },
    ),
  lint: tools =>
    tools.yarn(['backstage-cli', 'repo', 'lint', '--max-warnings', '0'], {
      show: true,
    }),
  format: tools =>
    tools.yarn(
      [
        ...['run', '--binaries-only', 'prettier'],
        ...['--check', '--loglevel', 'warn', '.'],
      ],
      { show: true },
    ),
  'demo estate': tools =>
    run(tools.node, [inRoot('scripts/estate.mjs'), '--check'], {
      env: tools.env,
      show: true,
    }),
  scripts: tools =>
    run(
      tools.node,
      [
        '--test',
        ...fs
          .readdirSync(inRoot('scripts/lib'))
          .filter(name => name.endsWith('.test.mjs'))
          .map(name => inRoot('scripts/lib', name)),
      ],
      { env: tools.env },
    ),
  documents: tools =>
    run(tools.node, [inRoot('scripts/checkDocs.mjs')], {
      env: tools.env,
      show: true,
    }),
  ...(fs.existsSync(fixtures)
    ? {
        'public corpora': tools =>
          tools.yarn(['workspace', '@groundwork/engine', 'corpus', fixtures], {
            show: true,
          }),
      }
    : {}),
};

async function unit(tools) {
  const file = path.join(reports, 'jest.json');
  try {
    await tools.yarn(
      [
        'backstage-cli',
        'repo',
        'test',
        '--watchAll=false',
        '--ci',
        '--json',
        `--outputFile=${file}`,
        '--silent',
        // the machine may be busy; a test that waits for nothing does not get slower by it
        '--testTimeout=30000',
      ],
      {
        show: true,
        env: {
          CI: 'true',
          // Each file loads thousands of modules: in a larger nursery most of what that leaves behind is never copied.
          NODE_OPTIONS: '--no-warnings --max-semi-space-size=64',
        },
      },
    );
  } finally {
    counts.push(jestCounts(file));
  }
}

async function browser(tools) {
  const executable = findBrowser();
  if (!executable) {
    counts.push({ passed: 0, failed: 1 });
    throw new Error(howToGetBrowser);
  }
  await buildApp(tools);
  const state = inHome('test-state');
  fs.rmSync(state, { recursive: true, force: true });
  const portal = await startPortal(tools, {
    state,
    logs: path.join(reports, 'portal'),
    port: 17007,
    portBase: 17020,
    sandboxArgs: [],
  });
  try {
    await browserTests(tools, { url: portal.url, executable });
  } finally {
    try {
      await withoutTenants(tools, { portal, state, executable });
    } finally {
      await portal.stop();
    }
  }
}

/** The same clusters in a portal that only looks at them: no repository, no tenants. */
async function withoutTenants(tools, { portal, state, executable }) {
  const { facts, config } = portal;
  // Nobody looks at the first one any more, and two take twice the room.
  await end(portal.backend);
  const second = await startLookPortal(tools, {
    state,
    facts,
    config,
    logs: path.join(reports, 'look'),
    port: 17060,
    tenancy: lookOnly,
  });
  try {
    await browserTests(tools, {
      url: second.url,
      executable,
      name: 'playwright-look',
      config: 'packages/app/e2e-tests/look/look.config.ts',
    });
  } finally {
    await second.stop();
  }
}

async function browserTests(
  tools,
  { url, executable, name = 'playwright', config },
) {
  const file = path.join(reports, `${name}.json`);
  try {
    await tools.yarn(
      ['playwright', 'test', ...(config ? [`--config=${config}`] : [])],
      {
        show: true,
        env: {
          PLAYWRIGHT_URL: url,
          PLAYWRIGHT_JSON_OUTPUT_NAME: file,
          CHROME_PATH: executable,
        },
      },
    );
  } finally {
    counts.push(playwrightCounts(file));
  }
}

const counts = [];

await main(async () => {
  endOnSignal();
  if (!findBrowser()) {
    say(howToGetBrowser);
  }
  fs.rmSync(reports, { recursive: true, force: true });
  fs.mkdirSync(reports, { recursive: true });
  const tools = await toolchain();
  tools.announce();
  await install(tools);

  const all = {
    ...checks,
    'unit and integration tests': unit,
    'browser tests': browser,
  };
  // `npm test -- browser lint` runs the parts whose names begin so
  const wanted = process.argv.slice(2);
  const parts = Object.entries(all).filter(
    ([name]) =>
      wanted.length === 0 || wanted.some(start => name.startsWith(start)),
  );
  if (parts.length === 0) {
    throw new Plain(`No part begins so: ${Object.keys(all).join(', ')}`);
  }
  const failed = [];
  const attempt = async chosen => {
    for (const [name, work] of chosen) {
      try {
        await step(name, () => work(tools));
      } catch (error) {
        failed.push(name);
        say(`${name} FAILED\n${error.message}`);
      }
    }
  };
  // Each is one process alone: two at a time, the longest first.
  const runs = ([name]) => !(name in checks);
  const waiting = parts.filter(part => !runs(part));
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await attempt([next]);
    }
  };
  await Promise.all([lane(), lane()]);
  await attempt(parts.filter(runs));
  await endAll();

  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const broken =
    counts.reduce((sum, count) => sum + count.failed, 0) +
    failed.filter(name => name in checks).length;
  fs.writeFileSync(
    path.join(reports, 'counts.json'),
    JSON.stringify({ passed, failed: broken }),
  );
  if (failed.length > 0) {
    process.exitCode = 1;
    say(`Failed: ${failed.join(', ')}`);
  }
  say(`${passed} tests passed, ${broken} failed`);
});
