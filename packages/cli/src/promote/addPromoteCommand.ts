import type { Command } from 'commander';
import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import {
  environmentBranches,
  type EnvironmentBranch,
  hasBranchOfEachTenant,
  hasOwnBranch,
  type Platform,
  promotionMessage,
  tenantBranches,
  tenantPlaceProblem,
} from '@groundwork/engine';
import { applyChange } from '../applyChange';
import { Checkout } from '../checkout/Checkout';
import { commitOf } from '../setup/base/commitOf';
import { findRepository } from '../setup/base/findRepository';
import { readSetup } from '../setup/readSetup';
import { type SetupOptions, withSetup } from '../setup/withSetup';
import type { Terminal } from '../Terminal';
import { UsageError } from '../UsageError';
import { promote, type Promoted, type Sources } from './promote';

interface PromoteFlags extends SetupOptions {
  environment: string;
  to: string;
  tenant?: string;
  check?: boolean;
  message?: string;
}

/** `groundwork promote`, for pipelines that bring what requests say to the branch of an environment. */
export function addPromoteCommand(
  program: Command,
  terminal: Terminal,
  end: (code: number) => void,
): void {
  withSetup(
    program
      .command('promote')
      .description(
        'Bring what is rendered for an environment from the checkout of the requests into a checkout of the branch that the environment has of its own',
      )
      .argument(
        '<dirs...>',
        'the checkout of the requests; where the trees have a repository each, that of the platform first, then that of the teams',
      ),
  )
    .requiredOption('--environment <name>', 'the environment')
    .requiredOption(
      '--to <dir>',
      "the checkout of the environment's branch; what is none of ours in it stays",
    )
    .option(
      '--tenant <name>',
      'the tenant, where each has a repository or branch of its own',
    )
    .option('--check', 'write nothing; exit with 1 if something would change')
    .option(
      '--message <file>',
      'write the message to commit with there, which says what it was promoted from',
    )
    .action(async (directories: string[], flags: PromoteFlags) => {
      end(await run(directories, flags, terminal));
    });
}

async function run(
  directories: readonly string[],
  flags: PromoteFlags,
  terminal: Terminal,
): Promise<number> {
  for (const directory of [...directories, flags.to]) {
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError(`${directory} is not a directory.`);
    }
  }
  const { platform } = await readSetup(directories[0], flags);
  const branches = branchesOf(flags, platform);
  const sources = sourcesOf(directories, platform);
  const target = new Checkout(flags.to, platform);
  let changed = 0;
  for (const branch of branches) {
    const promoted = promote({ sources, target, branch, platform });
    for (const [tenant, why] of promoted.held) {
      terminal.err(`held ${tenant || 'the platform itself'}: ${why}\n`);
    }
    for (const { path, change } of promoted.changes) {
      terminal.out(`${change} ${path}\n`);
    }
    changed += promoted.changes.length;
    if (!flags.check) {
      // First, so that nothing is written where it can't be told where it comes from.
      if (flags.message !== undefined && promoted.changes.length > 0) {
        await writeFile(
          flags.message,
          await messageOf(branch, promoted, directories),
        );
      }
      for (const change of promoted.changes) {
        await applyChange(flags.to, change);
      }
    }
  }
  if (
    flags.tenant === undefined &&
    hasBranchOfEachTenant(platform, flags.environment)
  ) {
    terminal.err(
      `What tenants have in ${flags.environment} lies in a repository or on a branch each: promote to those with --tenant.\n`,
    );
  }
  if (changed === 0) {
    terminal.out('All of it is there.\n');
  }
  return flags.check && changed > 0 ? 1 : 0;
}

/** The branches of one environment, which are one where both trees lie together; or that of a tenant there. */
function branchesOf(
  { environment, tenant }: Pick<PromoteFlags, 'environment' | 'tenant'>,
  platform: Platform,
): EnvironmentBranch[] {
  const isThere = ({ parts }: EnvironmentBranch) =>
    parts.some(part => part.environment === environment);
  const branches = environmentBranches(platform).filter(isThere);
  const isOfEach = hasBranchOfEachTenant(platform, environment);
  if (tenant !== undefined) {
    if (!isOfEach) {
      throw new UsageError(
        `--tenant: the tenants of ${environment} have no repositories or branches of their own.`,
      );
    }
    const found = platform.environments.find(
      ({ name }) => name === environment,
    );
    const problem = found && tenantPlaceProblem(platform, found, tenant);
    if (problem !== undefined) {
      throw new UsageError(`--tenant ${tenant}: ${problem}`);
    }
    return tenantBranches(platform, tenant).filter(isThere);
  }
  if (branches.length === 0 && isOfEach) {
    throw new UsageError(
      `--tenant is missing: in ${environment} each tenant has a repository or branch of its own, and a promotion is to one.`,
    );
  }
  if (branches.length === 0) {
    throw new UsageError(
      `--environment ${environment} has no repository or branch of its own. Those that have: ${
        [
          ...new Set(
            platform.environments.flatMap(({ name }) =>
              (['platform', 'tenants'] as const).some(tree =>
                hasOwnBranch(platform, name, tree),
              )
                ? name
                : [],
            ),
          ),
        ].join(', ') || 'none'
      }.`,
    );
  }
  if (branches.length > 1) {
    throw new UsageError(
      `--environment ${environment} has a branch for each tree, and a promotion is to one. Give both trees one branch, or let the portal promote.`,
    );
  }
  return branches;
}

function sourcesOf(
  directories: readonly string[],
  platform: Platform,
): Sources {
  const { platform: guarded, tenants } = platform.repository;
  const isOne =
    guarded.url === tenants.url && guarded.branch === tenants.branch;
  if (directories.length !== (isOne ? 1 : 2)) {
    throw new UsageError(
      isOne
        ? 'The requests lie on one branch: give one checkout.'
        : 'The trees have a branch each: give the checkout of the platform, then that of the teams.',
    );
  }
  const [first, second = first] = directories;
  const checkout = new Checkout(first, platform);
  return {
    platform: checkout,
    tenants: second === first ? checkout : new Checkout(second, platform),
  };
}

async function messageOf(
  branch: EnvironmentBranch,
  { content }: Promoted,
  [first, second = first]: readonly string[],
): Promise<string> {
  const trees = new Set(branch.parts.map(({ tree }) => tree));
  const head = async (directory: string) => {
    return commitOf(await findRepository(directory), 'HEAD');
  };
  return promotionMessage(
    branch.name,
    {
      sources: {
        ...(trees.has('platform') ? { platform: await head(first) } : {}),
        ...(trees.has('tenants') ? { tenants: await head(second) } : {}),
      },
      content,
    },
    [],
  );
}
