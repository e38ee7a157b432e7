import {
  fieldsOf,
  commandLimits,
  decodeText,
  readYaml,
} from '@groundwork/engine';
import { UsageError } from '../UsageError';
import { SetupFiles } from './SetupFiles';

/**
 * Reads a YAML map from entity references of groups to the groups of the identity provider.
 *
 * @throws UsageError
 */
export async function readGroups(
  file: string,
  files: SetupFiles,
): Promise<Record<string, string>> {
  try {
    const [document] = readYaml(decodeText(await files.read(file)), {
      limits: commandLimits,
    });
    return Object.fromEntries(
      Object.entries(fieldsOf(document)).map(([ref, group]) => [
        ref,
        String(group),
      ]),
    );
  } catch (cause) {
    if (cause instanceof UsageError) {
      throw cause;
    }
    throw new UsageError(`The groups file ${file} cannot be read.`, { cause });
  }
}
