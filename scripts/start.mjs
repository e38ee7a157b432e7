import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { inHome } from './lib/paths.mjs';
import { startPortal } from './lib/portal.mjs';
import { endAll, endOnSignal } from './lib/process.mjs';
import { main, Plain, say } from './lib/say.mjs';
import { toolchain } from './lib/toolchain.mjs';

const usage = `npm start [-- OPTIONS]

  --kubeconfig FILE   run on this cluster instead of the embedded sandbox
  --context NAME      the context to use of that file
  --controllers       run the sandbox's controllers on that cluster, where nobody else runs them
  --pull-requests     propose changes by pull request, as on GitHub, instead of pushing them
  --merge-requests    the same, as on GitLab
  --port NUMBER       port of the portal (7007, or the next free one)
  --state FOLDER      where SQLite, Git and the clusters are kept (.groundwork/state)
  --reset             forget that state first
  --verbose           show what the sandbox does
  --help              this text`;

function options() {
  try {
    return parseArgs({
      options: {
        kubeconfig: { type: 'string' },
        context: { type: 'string' },
        controllers: { type: 'boolean', default: false },
        'pull-requests': { type: 'boolean', default: false },
        'merge-requests': { type: 'boolean', default: false },
        port: { type: 'string', default: '7007' },
        state: { type: 'string' },
        reset: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Plain(`${error.message}\n\n${usage}`);
  }
}

function sandboxArgs({ kubeconfig, context, controllers }) {
  if (!kubeconfig) {
    if (context || controllers) {
      throw new Plain('--context and --controllers go with --kubeconfig FILE.');
    }
    return [];
  }
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), kubeconfig);
  if (!fs.existsSync(file)) {
    throw new Plain(`No such kubeconfig: ${file}`);
  }
  return [
    '--kubeconfig',
    file,
    ...(context ? ['--context', context] : []),
    ...(controllers ? ['--controllers'] : []),
  ];
}

await main(async () => {
  const wanted = options();
  if (wanted.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const port = Number(wanted.port);
  if (!Number.isInteger(port) || port < 1 || port > 65400) {
    throw new Plain(
      `--port takes a number from 1 to 65400, not ${wanted.port}`,
    );
  }
  const args = sandboxArgs(wanted);
  const state = wanted.state
    ? path.resolve(process.env.INIT_CWD ?? process.cwd(), wanted.state)
    : inHome(wanted.kubeconfig ? 'state-kubeconfig' : 'state');

  let portal;
  endOnSignal(async () => portal?.stop());
  const tools = await toolchain();
  tools.announce();
  await install(tools);
  await buildApp(tools);
  say(
    'Starting the sandbox and the portal ... (usually a quarter to half a minute)',
  );
  portal = await startPortal(tools, {
    state,
    reset: wanted.reset,
    logs: path.join(state, 'logs'),
    port,
    portBase: port + 13,
    sandboxArgs: args,
    proposeOn:
      (wanted['pull-requests'] && 'github') ||
      (wanted['merge-requests'] && 'gitlab'),
    verbose: wanted.verbose,
  });
  for (const line of portal.facts.notes ?? []) {
    say(line);
  }
  say(`Groundwork is ready: ${portal.url}   (Ctrl-C stops it)`);
  try {
    await portal.failed;
  } finally {
    await portal.stop();
    await endAll();
  }
});
