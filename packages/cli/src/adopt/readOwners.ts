import { readFile } from 'node:fs/promises';
import {
  commandLimits,
  decodeText,
  fieldsOf,
  OwnerRule,
  Platform,
  readYaml,
  ruleProblem,
  YamlError,
} from '@groundwork/engine';
import { UsageError } from '../UsageError';

const fields = ['namespace', 'environment', 'tenant', 'owner', 'tier'] as const;
const required: readonly string[] = ['namespace', 'owner'];

/**
 * Reads the owners file: a list of rules under `owners`, which say whose each namespace is.
 *
 * @throws UsageError
 */
export async function readOwners(
  file: string,
  platform: Platform,
): Promise<OwnerRule[]> {
  let document: unknown;
  try {
    [document] = readYaml(decodeText(await readFile(file)), {
      limits: commandLimits,
    });
  } catch (cause) {
    const why =
      cause instanceof YamlError
        ? `is not YAML: ${cause.message}`
        : 'cannot be read.';
    throw new UsageError(`The owners file ${file} ${why}`, { cause });
  }
  const { owners } = fieldsOf(document);
  if (!Array.isArray(owners)) {
    throw new UsageError(`${file} must have a list named owners.`);
  }
  return owners.map((entry: unknown, index) => {
    const at = `${file}: owners[${index}]`;
    const given = fieldsOf(entry);
    const unknown = Object.keys(given).find(
      key => !(fields as readonly string[]).includes(key),
    );
    if (unknown !== undefined) {
      throw new UsageError(
        `${at}.${unknown} is not known. Known: ${fields.join(', ')}.`,
      );
    }
    const rule: Partial<Record<(typeof fields)[number], string>> = {};
    for (const field of fields) {
      const value = given[field];
      if (value === undefined && !required.includes(field)) {
        continue;
      }
      if (typeof value !== 'string' || value === '') {
        throw new UsageError(`${at}.${field} must be a text.`);
      }
      rule[field] = value;
    }
    const problem = ruleProblem(rule as OwnerRule, platform);
    if (problem !== undefined) {
      throw new UsageError(`${at}: ${problem}.`);
    }
    return rule as OwnerRule;
  });
}
