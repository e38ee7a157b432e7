import { Terminal } from './Terminal';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { layoutRoots, Severity } from '@groundwork/engine';
import { version } from '../package.json';
import { Checkout } from './checkout/Checkout';
import { chartRenderer } from './checkout/renderChart';
import { checkManifests } from './checkManifests';
import { checkTree } from './checkTree';
import { json } from './formats/json';
import { sarif } from './formats/sarif';
import { text } from './formats/text';
import { readCurrentCluster } from './live/readCurrentCluster';
import { readClusters } from './live/readClusters';
import { Located } from './located';
import { ownRepository } from './repository/ownRepository';
import { readExtensions, readSetup } from './setup/readSetup';
import { addAdoptCommand } from './adopt/addAdoptCommand';
import { addEnforcementCommand } from './enforcement/addEnforcementCommand';
import { addFixCommand } from './addFixCommand';
import { addReaderCommand } from './addReaderCommand';
import { addPromoteCommand } from './promote/addPromoteCommand';
import { addInitCommand } from './init/addInitCommand';
import { addRenderCommands } from './renderCommands';
import { addSetImageCommand } from './setImage/addSetImageCommand';
import { type SetupOptions, withSetup } from './setup/withSetup';
import { UsageError } from './UsageError';

const severities: readonly Severity[] = ['info', 'warning', 'error'];

interface CheckFlags extends SetupOptions {
  kubeconfig?: string;
  helm?: string;
  manifests?: boolean;
  format: 'text' | 'json' | 'sarif';
  minSeverity: Severity;
}

/**
 * Runs the command line and answers its exit code: 0 when nothing stands in the way, 1 when there are errors among the
 * findings, 2 when the command cannot be run as it was written.
 *
 * @param args - what follows the command's own name
 * @public
 */
export async function main(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  let code = 0;
  const program = new Command('groundwork')
    .description('Checks what teams and platforms keep in Git for Kubernetes')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: out => terminal.out(out),
      writeErr: err => terminal.err(err),
    });
  withSetup(
    program
      .command('check')
      .description(
        'Check a checkout: requests, files edited by hand, what API servers would refuse, and what does not fit the clusters',
      )
      .argument(
        '<dir>',
        'the checkout, with the folders of the layout in it, such as platform/ or tenants/',
      ),
  )
    .option(
      '--kubeconfig <file>',
      'ask the clusters too; contexts are named as the clusters of the platform',
    )
    .option(
      '--manifests',
      'check the manifests of any repository, each by itself: no platform is needed, and a kubeconfig says by its current context which kinds there are',
    )
    .option(
      '--helm <path>',
      'a helm program to render the charts in the checkout with; without it they are named as not judged',
    )
    .addOption(
      new Option('--format <format>', 'how to write the findings')
        .choices(['text', 'json', 'sarif'])
        .default('text'),
    )
    .addOption(
      new Option('--min-severity <severity>', 'leave out what is less')
        .choices(severities)
        .default('info'),
    )
    .action(async (directory: string, flags: CheckFlags) => {
      await assertDirectory(directory);
      const findings = flags.manifests
        ? await manifestFindings(directory, flags, terminal.now())
        : await findingsOf(directory, flags, terminal.now());
      terminal.out(write(findings, flags));
      code = findings.some(({ finding }) => finding.severity === 'error')
        ? 1
        : 0;
    });
  addReaderCommand(program, terminal);
  const end = (ended: number) => {
    code = ended;
  };
  addAdoptCommand(program, terminal, end);
  addInitCommand(program, terminal);
  addEnforcementCommand(program, terminal, end);
  addRenderCommands(program, terminal, end);
  addPromoteCommand(program, terminal, end);
  addFixCommand(program, terminal, end);
  addSetImageCommand(program, terminal, end);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : 2;
    }
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

async function assertDirectory(directory: string): Promise<void> {
  const isDirectory = await stat(directory).then(
    found => found.isDirectory(),
    () => false,
  );
  if (!isDirectory) {
    throw new UsageError(`${directory} is not a directory.`);
  }
}

async function manifestFindings(
  directory: string,
  flags: CheckFlags,
  now: number,
): Promise<Located[]> {
  for (const name of ['platform', 'groups', 'base'] as const) {
    if (flags[name] !== undefined) {
      throw new UsageError(
        `--manifests goes without --${name}, since no platform is read.`,
      );
    }
  }
  const { kinds } = await readExtensions(directory, flags);
  const own = await ownRepository(directory);
  return checkManifests({
    checkout: new Checkout(directory),
    kinds,
    ...(own ? { own } : {}),
    ...(flags.helm
      ? { renderChart: chartRenderer(flags.helm, directory) }
      : {}),
    ...(flags.kubeconfig
      ? { live: await readCurrentCluster(flags.kubeconfig, now) }
      : {}),
  });
}

async function findingsOf(
  directory: string,
  flags: CheckFlags,
  now: number,
): Promise<Located[]> {
  if (
    flags.platform === undefined &&
    flags.base === undefined &&
    !existsSync(join(directory, 'groundwork.yaml'))
  ) {
    throw new UsageError(
      `There is no groundwork.yaml in ${directory}. Name the platform file with --platform, or check manifests without one with --manifests.`,
    );
  }
  const { platform, extensions, groups } = await readSetup(directory, flags);
  const checkout = new Checkout(directory, platform);
  if (checkout.paths.length === 0) {
    throw new UsageError(
      `${directory} has neither ${layoutRoots(
        platform.layout,
        platform.environments.map(({ name }) => name),
      )
        .map(name => `${name}/`)
        .join(' nor ')}, so nothing was checked.`,
    );
  }
  const live = flags.kubeconfig
    ? await readClusters(flags.kubeconfig, platform, now)
    : undefined;
  return checkTree({
    checkout,
    platform,
    capabilities: extensions.capabilities,
    checks: extensions.checks,
    ...(flags.helm
      ? { renderChart: chartRenderer(flags.helm, directory) }
      : {}),
    ...(groups ? { groups } : {}),
    ...(live ? { live } : {}),
    now,
  });
}

function write(
  findings: readonly Located[],
  { format, manifests, minSeverity }: CheckFlags,
): string {
  const least = severities.indexOf(minSeverity);
  const shown = findings.filter(
    ({ finding }) => severities.indexOf(finding.severity) >= least,
  );
  switch (format) {
    case 'json':
      return json(shown);
    case 'sarif':
      return sarif(shown, version);
    default:
      return text(shown, !manifests);
  }
}
