import { realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import {
  combineExtensions,
  ExtensionError,
  Extensions,
  Platform,
} from '@groundwork/engine';
import { loadExtensions } from './loadExtensions';
import { parsePlatformDocument, readPlatformFile } from './readPlatform';
import { UsageError } from './UsageError';

/** What names the platform and its code on the command line. */
export interface SetupFlags {
  platform?: string;
  /** Files with extensions. */
  extensions?: readonly string[];
}

/** What a checkout is judged by. */
export interface Setup {
  platform: Platform;
  extensions: Extensions;
}

/**
 * Reads the platform and loads its extensions. Code comes from files that whoever starts the command names, and from nowhere in
 * the checkout: a change under review could have itself run.
 *
 * @param directory - the checkout
 * @throws UsageError
 */
export async function readSetup(
  directory: string,
  flags: SetupFlags,
): Promise<Setup> {
  const file = flags.platform ?? join(directory, 'groundwork.yaml');
  const { document, extensions: named } = await readPlatformFile(file);
  if (
    named.length > 0 &&
    (flags.platform === undefined || (await isWithin(directory, file)))
  ) {
    throw new UsageError(
      `${file} names extensions, which a file in the checkout can not: a change under review could run code of its own. Name them with --extensions, or in a platform file outside of the checkout.`,
    );
  }
  const files = [
    ...named.map(each => resolve(dirname(file), each)),
    ...(flags.extensions ?? []).map(each => resolve(each)),
  ];
  for (const each of files) {
    if (await isWithin(directory, each)) {
      throw new UsageError(
        `The extension ${each} is in the checkout, so a change under review could run code of its own. Keep it elsewhere.`,
      );
    }
  }
  try {
    const extensions = combineExtensions(files.flatMap(loadExtensions));
    return {
      extensions,
      platform: await parsePlatformDocument(file, document, extensions),
    };
  } catch (cause) {
    if (cause instanceof ExtensionError) {
      throw new UsageError(cause.message, { cause });
    }
    throw cause;
  }
}

/** Whether a file lies in a directory, by where links lead or by its path. One that can't be found is judged by its path. */
async function isWithin(directory: string, file: string): Promise<boolean> {
  const real = (path: string) => realpath(path).catch(() => resolve(path));
  const [root, target] = await Promise.all([real(directory), real(file)]);
  return [
    [root, target],
    [resolve(directory), resolve(file)],
    // A link in the checkout leads elsewhere, but the checkout says where to.
    [root, join(await real(dirname(file)), file.slice(dirname(file).length))],
  ].some(([from, to]) => {
    const path = relative(from, to);
    return path === '' || (path !== '..' && !path.startsWith(`..${sep}`));
  });
}
