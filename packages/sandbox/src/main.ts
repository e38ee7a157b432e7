import { Command } from 'commander';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startOnCluster } from './startOnCluster';
import { startSandbox } from './startSandbox';

const program = new Command('sandbox')
  .description(
    'Kubernetes APIs, a GitOps controller and Git on loopback, for development',
  )
  .option('--state <dir>', 'where everything is kept', '.groundwork/state')
  .option('--port-base <number>', 'first port to try', Number, 7020)
  .option('--reset', 'forget the old state first')
  .option(
    '--kubeconfig <file>',
    'use this cluster instead of clusters of our own',
  )
  .option('--context <name>', 'the context of that file')
  .option(
    '--controllers',
    'run controllers on that cluster, where nobody else does',
  );

async function main() {
  const { reset, portBase, ...flags } = program.parse().opts();
  const state = resolve(flags.state);
  const log = (line: string) => process.stderr.write(`${line}\n`);
  if (reset) {
    const force = { recursive: true, force: true };
    for (const part of ['git', 'clusters', 'sandbox-settings.json']) {
      await rm(resolve(state, part), force);
    }
  }
  const options = { state, portBase, log };
  const kubeconfig = flags.kubeconfig && resolve(flags.kubeconfig);
  const sandbox = kubeconfig
    ? await startOnCluster({ ...flags, ...options, kubeconfig })
    : await startSandbox(options);
  const end = () => void sandbox.close().finally(() => process.exit(0));
  process.once('SIGINT', end).once('SIGTERM', end);
  process.stdout.write(
    `${JSON.stringify({ ready: true, ...sandbox.facts })}\n`,
  );
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
