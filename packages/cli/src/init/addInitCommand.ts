import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import {
  draftPlatform,
  MOST_ENVIRONMENTS,
  parsePlatform,
  type PlatformDraft,
  PlatformError,
} from '@groundwork/engine';
import { Checkout } from '../checkout/Checkout';
import { collectUnits } from '../checkout/collectUnits';
import { anywhere } from '../checkout/homes';
import type { Terminal } from '../Terminal';
import { UsageError } from '../UsageError';
import { ownersText, platformText } from './draftTexts';
import { initReport } from './initReport';
import {
  readContexts,
  type ReadCluster,
  type ReadContexts,
} from './readContexts';

interface InitFlags {
  kubeconfig?: string;
  environment?: string[];
  dir?: string[];
  repository?: string;
}

const PLATFORM = 'groundwork.yaml';
const OWNERS = 'owners.yaml';

/** `groundwork init`, for who has clusters and no description of them yet. */
export function addInitCommand(program: Command, terminal: Terminal): void {
  program
    .command('init')
    .description(
      'Describe a platform by what its clusters hold: write a groundwork.yaml and an owners.yaml to begin with',
    )
    .argument('<dir>', 'where to write them; nothing there is overwritten')
    .option(
      '--kubeconfig <file>',
      'the clusters, an environment for each context',
    )
    .option(
      '--environment <name=context...>',
      'these contexts only, and what their environments are called',
    )
    .option(
      '--dir <name=path...>',
      'manifests of an environment, a dump or a repository, in the place of its cluster',
    )
    .option('--repository <url>', 'the clone URL of the GitOps repository')
    .action(async (directory: string, flags: InitFlags) => {
      for (const name of [PLATFORM, OWNERS]) {
        if (existsSync(join(directory, name))) {
          throw new UsageError(
            `${join(
              directory,
              name,
            )} is there already, and nothing is overwritten. Choose another directory.`,
          );
        }
      }
      const { read, leftOut } = await clustersOf(flags, terminal.now());
      const draft = draftPlatform(
        read.map(({ found }) => found),
        flags.repository === undefined ? {} : { repository: flags.repository },
      );
      assertUsable(draft);
      await mkdir(directory, { recursive: true });
      await writeFile(join(directory, PLATFORM), platformText(draft));
      await writeFile(join(directory, OWNERS), ownersText(draft));
      terminal.out(
        initReport(draft, read, {
          directory,
          from: sourcesOf(flags),
          leftOut,
        }),
      );
    });
}

/** The same clusters and manifests, for another command. */
function sourcesOf({ dir = [], kubeconfig }: InitFlags): string {
  return [
    ...(kubeconfig === undefined ? [] : [`--kubeconfig ${kubeconfig}`]),
    ...dir.map(each => `--dir ${each}`),
  ].join(' ');
}

async function clustersOf(
  { dir = [], environment = [], kubeconfig }: InitFlags,
  now: number,
): Promise<ReadContexts> {
  if (kubeconfig === undefined && dir.length === 0) {
    throw new UsageError(
      'Name the clusters with --kubeconfig, or their manifests with --dir.',
    );
  }
  const named = environment.length + dir.length;
  if (named > MOST_ENVIRONMENTS) {
    throw new UsageError(
      `${named} environments are named, and a platform has ${MOST_ENVIRONMENTS} at most.`,
    );
  }
  const room = MOST_ENVIRONMENTS - dir.length;
  const live: ReadContexts =
    kubeconfig === undefined
      ? { read: [], leftOut: [] }
      : await readContexts(kubeconfig, environment.map(pair), { now, room });
  const read = [...live.read, ...dir.map(pair).map(manifestsOf)];
  const names = read.map(({ found }) => found.environment);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new UsageError(
      `There are two environments called ${twice}. Name them with --environment name=context.`,
    );
  }
  return { read, leftOut: live.leftOut };
}

/** Whoever writes what the portal refuses has begun nothing. */
function assertUsable({ platform }: PlatformDraft): void {
  try {
    parsePlatform(platform);
  } catch (error) {
    if (!(error instanceof PlatformError)) {
      throw error;
    }
    throw new UsageError(
      `What the clusters hold makes no platform that the portal takes, so nothing is written: ${error.findings
        .slice(0, 5)
        .map(({ field, message }) => `${field ?? 'it'}: ${message}`)
        .join(' ')} Name environments with --environment name=context.`,
      { cause: error },
    );
  }
}

/** What is written as `name=value`. */
function pair(text: string): [name: string, value: string] {
  const [, name, value] =
    /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)=(.+)$/
      .exec(text)
      ?.filter((_, i) => i !== 2) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError(
      `${text} must be a name of lower case letters, digits and -, then = and what it stands for.`,
    );
  }
  return [name, value];
}

function manifestsOf([environment, path]: [string, string]): ReadCluster {
  if (!existsSync(path)) {
    throw new UsageError(`${path} is not a directory.`);
  }
  const { units } = collectUnits(new Checkout(path), anywhere);
  const objects = units.flatMap(unit =>
    unit.objects.map(({ object }) => object),
  );
  return {
    found: {
      environment,
      cluster: environment,
      objects,
      definitions: objects
        .filter(({ kind }) => kind === 'CustomResourceDefinition')
        .map(({ metadata }) => metadata.name),
    },
    unread: [],
  };
}
