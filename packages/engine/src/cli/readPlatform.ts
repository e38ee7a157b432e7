import { readFile } from 'node:fs/promises';
import { Platform, PlatformError, parsePlatform } from '../platform';
import { at } from '../snapshot/fields';
import { YamlError, commandLimits, decodeText, readYaml } from '../yaml';
import { UsageError } from './UsageError';

/**
 * Reads the platform's configuration: a file of its own, or an app-config with it under `tenancy`.
 *
 * @throws UsageError
 */
export async function readPlatform(file: string): Promise<Platform> {
  try {
    const [document] = readYaml(decodeText(await readFile(file)), {
      limits: commandLimits,
    });
    return parsePlatform(at(document, 'tenancy') ?? document);
  } catch (cause) {
    if (cause instanceof PlatformError || cause instanceof YamlError) {
      throw new UsageError(`${file} is no valid platform:\n${cause.message}`, {
        cause,
      });
    }
    throw new UsageError(
      `The platform file ${file} can not be read. Name it with --platform.`,
      { cause },
    );
  }
}
