import { dirname, join, resolve } from 'node:path';
import {
  combineExtensions,
  ExtensionError,
  Extensions,
  Platform,
} from '@groundwork/engine';
import { UsageError } from '../UsageError';
import { baseFiles } from './base/baseFiles';
import { diskFiles } from './diskFiles';
import { loadExtensions } from './loadExtensions';
import { readGroups } from './readGroups';
import { parsePlatformDocument, readPlatformFile } from './readPlatform';
import { SetupFiles } from './SetupFiles';
import type { SetupOptions } from './withSetup';

/** What a checkout is judged with. */
export interface SetupFlags extends SetupOptions {
  /** A program, and a file that can name programs. */
  helm?: string;
  kubeconfig?: string;
}

/** What a checkout is judged by. */
export interface Setup {
  platform: Platform;
  extensions: Extensions;
  groups?: Readonly<Record<string, string>>;
}

/**
 * Reads the platform and loads its extensions. Code comes from files that whoever starts the command names, and never from
 * what is under review: a change could have itself run. With a base nothing of the checkout counts at all: neither is a change
 * judged by a platform of its own.
 *
 * @param directory - the checkout
 * @throws UsageError
 */
export async function readSetup(
  directory: string,
  flags: SetupFlags,
): Promise<Setup> {
  const files = await filesOf(directory, flags);
  const file = flags.platform ?? join(directory, 'groundwork.yaml');
  const { document, extensions: named } = await readPlatformFile(file, files);
  const extensions = await extensionsOf(flags, files, {
    file,
    named,
  });
  return {
    extensions,
    platform: await parsePlatformDocument(file, document, extensions, files),
    ...(flags.groups ? { groups: await readGroups(flags.groups, files) } : {}),
  };
}

/**
 * The extensions alone, for what needs no platform. A `groundwork.yaml` need not be there, a platform that is named must be.
 *
 * @throws UsageError
 */
export async function readExtensions(
  directory: string,
  flags: SetupFlags,
): Promise<Extensions> {
  const files = await filesOf(directory, flags);
  const named = flags.platform
    ? (await readPlatformFile(flags.platform, files)).extensions
    : [];
  return extensionsOf(flags, files, {
    file: flags.platform ?? directory,
    named,
  });
}

async function filesOf(
  directory: string,
  { base, helm, kubeconfig }: SetupFlags,
): Promise<SetupFiles> {
  if (base === undefined) {
    return diskFiles(directory);
  }
  const files = await baseFiles(directory, base);
  // A program's name without a path is looked for in PATH.
  const program = helm && /[/\\]/.test(helm) ? helm : undefined;
  for (const each of [program, kubeconfig]) {
    if (each !== undefined && (await files.isUnderReview(each))) {
      throw new UsageError(
        `${each} is in the checkout, so a change under review could run programs of its own. Keep it elsewhere.`,
      );
    }
  }
  return files;
}

async function extensionsOf(
  flags: SetupFlags,
  files: SetupFiles,
  { file, named }: { file: string; named: readonly string[] },
): Promise<Extensions> {
  if (
    named.length > 0 &&
    !files.pinned &&
    (flags.platform === undefined || (await files.isUnderReview(file)))
  ) {
    throw new UsageError(
      `${file} names extensions, which a file in the checkout cannot: a change under review could run code of its own. Name them with --extensions, or in a platform file outside of the checkout, or read the platform from another commit with --base.`,
    );
  }
  const modules = [
    ...named.map(each => resolve(dirname(file), each)),
    ...(flags.extensions ?? []).map(each => resolve(each)),
  ];
  for (const each of modules) {
    if (!files.pinned && (await files.isUnderReview(each))) {
      throw new UsageError(
        `The extension ${each} is in the checkout, so a change under review could run code of its own. Keep it elsewhere, or read it from another commit with --base.`,
      );
    }
  }
  try {
    return await files.withModules(modules, found =>
      combineExtensions(found.flatMap(loadExtensions)),
    );
  } catch (cause) {
    if (cause instanceof ExtensionError) {
      throw new UsageError(cause.message, { cause });
    }
    throw cause;
  }
}
