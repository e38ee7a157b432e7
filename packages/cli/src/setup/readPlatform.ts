import { dirname } from 'node:path';
import {
  Extensions,
  Platform,
  PlatformError,
  parsePlatform,
  platformSection,
  at,
  YamlError,
  commandLimits,
  decodeText,
  readYaml,
} from '@groundwork/engine';
import { resolveConfig } from './resolveConfig';
import { UsageError } from '../UsageError';
import { SetupFiles } from './SetupFiles';

/** A platform file as it is written. */
export interface PlatformFile {
  document: unknown;
  /** Paths of files with code that it names, from the key `extensions`. */
  extensions: readonly string[];
}

/**
 * Reads the platform's configuration: a file of its own, or an app-config with it under `tenancy`.
 *
 * @throws UsageError
 */
export async function readPlatformFile(
  file: string,
  files: SetupFiles,
): Promise<PlatformFile> {
  return described(file, async () => {
    const [document] = readYaml(decodeText(await files.read(file)), {
      limits: commandLimits,
    });
    // As they are written: what is included from elsewhere names no code.
    const named =
      at(document, 'tenancy', 'extensions') ?? at(document, 'extensions') ?? [];
    const extensions: unknown[] = Array.isArray(named) ? named : [named];
    if (!extensions.every(each => typeof each === 'string')) {
      throw new UsageError(
        `extensions in ${file} must be a path, or a list of paths.`,
      );
    }
    return { document, extensions };
  });
}

/**
 * The platform of a file that was read, with values from where Backstage takes them.
 *
 * @throws UsageError
 */
export async function parsePlatformDocument(
  file: string,
  document: unknown,
  extensions: Pick<Extensions, 'kinds' | 'deliveries' | 'storeProviders'>,
  files: SetupFiles,
): Promise<Platform> {
  return described(file, async () => {
    const own = at(document, 'tenancy') ?? document;
    if (own === document && isAppConfig(document)) {
      throw new UsageError(
        `${file} is configuration of Backstage without a section tenancy. Name the file that has it with --platform.`,
      );
    }
    const section = platformSection(
      await resolveConfig(
        withoutExtensions(own),
        {
          dir: dirname(file),
          env: process.env,
          read: path => files.read(path),
        },
        at(document, 'tenancy') === undefined ? [] : ['tenancy'],
      ),
    );
    return parsePlatform(section, extensions);
  });
}

/** Whether it has what every portal configures and no platform file knows. */
function isAppConfig(document: unknown): boolean {
  return ['app', 'backend', 'catalog', 'integrations'].some(
    key => at(document, key) !== undefined,
  );
}

function withoutExtensions(section: unknown): unknown {
  return typeof section === 'object' &&
    section !== null &&
    !Array.isArray(section)
    ? Object.fromEntries(
        Object.entries(section).filter(([key]) => key !== 'extensions'),
      )
    : section;
}

/** What can go wrong with a platform file, in the words of the command. */
async function described<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof PlatformError || cause instanceof YamlError) {
      throw new UsageError(`${file} is no valid platform:\n${cause.message}`, {
        cause,
      });
    }
    if (cause instanceof UsageError) {
      throw cause;
    }
    throw new UsageError(
      `The platform file ${file} cannot be read. Name it with --platform.`,
      { cause },
    );
  }
}
