import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { adopt, compareRender, readRequests } from '@groundwork/engine';
import { applyChange } from '../applyChange';
import { Checkout } from '../checkout/Checkout';
import { textsOf } from '../checkTree';
import { clusterSchemas } from '../judge/clusterSchemas';
import { readSetup } from '../setup/readSetup';
import { type SetupOptions, withSetup } from '../setup/withSetup';
import type { Terminal } from '../Terminal';
import { routeApis } from '../tree/routeApis';
import { UsageError } from '../UsageError';
import { adoptReport } from './adoptReport';
import { DirectoryObjects, readDirectory } from './readDirectory';
import { nothingRead } from './notReadLines';
import { readLive } from './readLive';
import { readOwners } from './readOwners';

interface AdoptFlags extends SetupOptions {
  owners: string;
  kubeconfig?: string;
  dir?: string[];
  git?: string;
  check?: boolean;
  partial?: boolean;
  format: 'text' | 'json';
}

/** `groundwork adopt`, for clusters and repositories that were there before. */
export function addAdoptCommand(
  program: Command,
  terminal: Terminal,
  end: (code: number) => void,
): void {
  withSetup(
    program
      .command('adopt')
      .description(
        'Make requests of what is there already, that render to the same objects. No cluster is changed and no Secret is read',
      )
      .requiredOption(
        '--owners <file>',
        'whose each namespace is: a list of namespace, owner, and where needed tenant, environment and tier',
      )
      .option(
        '--kubeconfig <file>',
        'read the clusters; contexts are named as the clusters of the platform',
      )
      .option(
        '--dir <dir...>',
        'read directories of manifests instead, <environment>=<dir> where paths do not tell the environment',
      )
      .option(
        '--git <dir>',
        'the checkout to write to; read too where neither --kubeconfig nor --dir is given. Without it nothing is written',
      )
      .option('--check', 'write nothing; exit with 1 if something would change')
      .option(
        '--partial',
        'adopt also tenants of whose namespaces not all could be read; what was not read counts as not there',
      ),
  )
    .addOption(
      new Option('--format <format>', 'how to write the report')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async (flags: AdoptFlags) => {
      end(await run(flags, terminal));
    });
}

async function run(flags: AdoptFlags, terminal: Terminal): Promise<number> {
  const { git, kubeconfig, format, check = false, partial = false } = flags;
  if (git !== undefined && !existsSync(git)) {
    throw new UsageError(`${git} is not a directory.`);
  }
  if (
    kubeconfig === undefined &&
    flags.dir === undefined &&
    git === undefined
  ) {
    throw new UsageError('Say what to read: --kubeconfig, --dir or --git.');
  }
  const { platform, extensions, groups } = await readSetup(git ?? '.', flags);
  const { capabilities } = extensions;
  const rules = await readOwners(flags.owners, platform);
  const live =
    kubeconfig === undefined
      ? undefined
      : await readLive(kubeconfig, platform, rules, terminal.now());
  const nothing =
    live && flags.dir === undefined
      ? nothingRead(live.notRead, live.clusters)
      : undefined;
  if (nothing !== undefined) {
    throw new UsageError(nothing);
  }
  const directories = (
    flags.dir ?? (live || git === undefined ? [] : [git])
  ).map(each => inDirectory(each, platform));
  const texts =
    git === undefined ? new Map() : textsOf(new Checkout(git, platform));
  const present = readRequests(texts, {
    capabilities,
    layout: platform.layout,
  });
  const { files, ...rest } = adopt({
    platform,
    rules,
    capabilities,
    present: present.requests,
    files: texts,
    objects: [
      ...(live?.objects ?? []),
      ...directories.flatMap(({ objects }) => objects),
    ],
    ...(groups ? { groups } : {}),
    notRead: live?.unread ?? [],
    wholeOnly: !partial,
    gatewayApi: routeApis(live?.clusters ?? []),
    schemasOf: clusterSchemas(live?.clusters ?? []),
  });
  const changes = compareRender(texts, { files }, undefined, {
    capabilities,
    layout: platform.layout,
  }).files.filter(({ change }) => change !== 'same');
  const isWritten = git !== undefined && !check;
  const failed = isWritten ? await write(git, changes) : undefined;
  const written =
    failed === undefined ? changes : changes.slice(0, failed.index);
  const report = {
    ...rest,
    files: written.map(({ path, change }) => ({ path, change })),
    notRead: [
      ...(live?.notRead ?? []),
      ...directories.flatMap(({ notRead }) => notRead),
    ],
  };
  if (format === 'json') {
    terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    terminal.out(adoptReport(report));
    for (const { path, change } of written) {
      terminal.out(`${change} ${path}\n`);
    }
  }
  if (failed) {
    throw new UsageError(
      `${failed.why} ${written.length} of ${changes.length} files are written; what is told above is of all of them. Mend it and run the same command again.`,
    );
  }
  const isPart = !partial && live !== undefined && live.unread.length > 0;
  if (isPart) {
    terminal.err(
      'Not all of the clusters could be read. Tenants that it concerns are refused above and were not written; mend what is told under "Not read", or adopt them as far as they are known with --partial.\n',
    );
  }
  return isPart || (check && changes.length > 0) ? 1 : 0;
}

/** Writes the files one after the other, up to one that can't be. */
async function write(
  git: string,
  changes: ReadonlyArray<Parameters<typeof applyChange>[1]>,
): Promise<{ index: number; why: string } | undefined> {
  for (const [index, change] of changes.entries()) {
    try {
      await applyChange(git, change);
    } catch (error) {
      if (!(error instanceof UsageError)) {
        throw error;
      }
      return { index, why: `${error.message}.` };
    }
  }
  return undefined;
}

function inDirectory(
  given: string,
  platform: Parameters<typeof readDirectory>[1],
): DirectoryObjects {
  const [, name, path] = /^([a-z0-9-]+)=(.+)$/.exec(given) ?? [];
  const environment = platform.environments.find(each => each.name === name);
  const directory = environment ? path : given;
  if (!existsSync(directory)) {
    throw new UsageError(`${directory} is not a directory.`);
  }
  return readDirectory(directory, platform, environment?.name);
}
