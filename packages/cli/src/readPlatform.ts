import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
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
import { UsageError } from './UsageError';

/**
 * Reads the platform's configuration: a file of its own, or an app-config with it under `tenancy`, with values from
 * where Backstage takes them.
 *
 * @throws UsageError
 */
export async function readPlatform(file: string): Promise<Platform> {
  try {
    const [document] = readYaml(decodeText(await readFile(file)), {
      limits: commandLimits,
    });
    const section = await resolveConfig(
      at(document, 'tenancy') ?? document,
      { dir: dirname(file), env: process.env },
      at(document, 'tenancy') === undefined ? [] : ['tenancy'],
    );
    return parsePlatform(platformSection(section));
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
      `The platform file ${file} can not be read. Name it with --platform.`,
      { cause },
    );
  }
}
