import path from 'node:path';
import { apiReports } from './lib/apiReports.mjs';
import { install } from './lib/install.mjs';
import { run, endOnSignal } from './lib/process.mjs';
import { main, Plain } from './lib/say.mjs';
import { toolchain } from './lib/toolchain.mjs';
import { buildApp } from './lib/build.mjs';
import { fixtures, inRoot } from './lib/paths.mjs';
import { writeOpenApi } from './lib/openapi/openApiFile.mjs';
import { publishable } from './lib/publishable.mjs';

/** A program of a package, and not the script of the same name, which would come back here. */
const program = name => ['run', '--binaries-only', name];

/** What `npm run NAME -- ARGS` does; each gets the toolchain and the further arguments. */
const commands = {
  bench: async (tools, args) => {
    const [what, ...rest] = args;
    if (['git', 'live', 'restart'].includes(what)) {
      await tools.yarn(
        [
          'workspace',
          '@groundwork/backstage-plugin-tenancy-backend',
          `bench:${what}`,
          ...rest,
        ],
        { show: true },
      );
      return;
    }
    if (what === 'adopt') {
      await run(
        tools.node,
        [
          '--require',
          '@backstage/cli/config/nodeTransform.cjs',
          inRoot('packages/engine/bench/adopting.ts'),
        ],
        { env: tools.env, cwd: inRoot(), show: true },
      );
      return;
    }
    if (what === 'split') {
      await run(
        tools.node,
        [
          '--require',
          '@backstage/cli/config/nodeTransform.cjs',
          inRoot('scripts/bench/split.mjs'),
          ...rest,
        ],
        { env: tools.env, cwd: inRoot(), show: true },
      );
      return;
    }
    if (['cards', 'packing', 'scale'].includes(what)) {
      await run(tools.node, [inRoot(`scripts/bench/${what}.mjs`), ...rest], {
        env: tools.env,
        show: true,
      });
      return;
    }
    await buildApp(tools);
    await run(tools.node, [inRoot('scripts/bench.mjs'), ...args], {
      env: tools.env,
      show: true,
    });
  },
  contract: ({ yarn }, args) =>
    yarn(['workspace', '@groundwork/sandbox', 'contract', ...args], {
      show: true,
    }),
  corpus: ({ yarn }, [folder = fixtures, ...args]) =>
    yarn(
      [
        'workspace',
        '@groundwork/engine',
        'corpus',
        path.resolve(folder),
        ...args,
      ],
      { show: true },
    ),
  faults: async ({ yarn, node, env }, args) => {
    await yarn(
      [
        'backstage-cli',
        'repo',
        'test',
        '--watchAll=false',
        '--testTimeout=120000',
        '--verbose',
        'plugins/tenancy-backend/src/faults',
        'plugins/scaffolder-backend-module-tenancy/src/faults',
        ...args,
      ],
      {
        show: true,
        env: { CI: 'true', NODE_OPTIONS: '--no-warnings', FAULTS: 'all' },
      },
    );
    await run(node, [inRoot('scripts/faults/main.mjs')], { env, show: true });
    const scaffolder = inRoot('plugins/scaffolder-backend-module-tenancy');
    await run(
      node,
      [
        '--require',
        inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
        `${scaffolder}/src/__testUtils__/fullDisk.ts`,
      ],
      {
        cwd: scaffolder,
        env: { ...env, CI: 'true', NODE_OPTIONS: '--no-warnings' },
        show: true,
      },
    );
  },
  kinds: async ({ node, env, yarn }) => {
    await yarn(['workspace', '@groundwork/engine', 'kinds']);
    await run(node, [inRoot('scripts/estate.mjs')], { env, show: true });
  },
  lint: ({ yarn }, args) =>
    yarn(['backstage-cli', 'repo', 'lint', ...args], { show: true }),
  openapi: () => writeOpenApi(),
  portals: ({ node, env }, args) =>
    run(node, [inRoot('scripts/portals/main.mjs'), ...args], {
      env,
      show: true,
    }),
  prettier: ({ yarn }, args) =>
    yarn([...program('prettier'), ...args], { show: true }),
  release: ({ node, env }, args) =>
    run(node, [inRoot('scripts/release.mjs'), ...args], { env, show: true }),
  samples: ({ yarn }, args) =>
    yarn(['workspace', '@groundwork/engine', 'samples', ...args], {
      show: true,
    }),
  tsc: ({ yarn }, args) => yarn([...program('tsc'), ...args], { show: true }),
  yarn: ({ yarn }, args) => yarn(args, { show: true }),
  'api-reports': async (tools, args) => {
    await tools.yarn(program('tsc'), { show: true });
    await apiReports(tools, args);
  },
  'build:all': async ({ yarn }, args) => {
    await yarn(program('tsc'), { show: true });
    await yarn(['backstage-cli', 'repo', 'build', '--all', ...args], {
      show: true,
    });
    for (const { name } of await publishable(yarn)) {
      await yarn(
        [
          'workspace',
          name,
          'pack',
          '--out',
          inRoot('.groundwork/packs/%s-%v.tgz'),
        ],
        { show: true },
      );
    }
  },
};

await main(async () => {
  const [name, ...args] = process.argv.slice(2);
  const command = commands[name];
  if (!command) {
    throw new Plain(`No command ${name}: ${Object.keys(commands).join(', ')}`);
  }
  endOnSignal();
  const tools = await toolchain();
  await install(tools);
  await command(tools, args);
});
