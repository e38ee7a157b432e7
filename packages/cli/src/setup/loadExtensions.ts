import { createRequire } from 'node:module';
import { Extension } from '@groundwork/engine';
import { UsageError } from '../UsageError';

/**
 * The extensions that a file exports by default: one, a list of them, or what `createTenancyExtension` made for a portal.
 *
 * @param file - its full path
 * @throws UsageError if it can't be loaded; what it exports may be anything
 */
export function loadExtensions(file: string): Extension[] {
  let found: unknown;
  try {
    found = createRequire(file)(file);
  } catch (cause) {
    throw new UsageError(
      `The extension ${file} cannot be loaded: ${
        cause instanceof Error ? cause.message : String(cause)
      }`,
      { cause },
    );
  }
  const exported = defaultOf(defaultOf(found));
  const list: unknown[] = Array.isArray(exported) ? exported : [exported];
  // Whoever takes them checks their form.
  return list.map(each => (member(each, 'extension') ?? each) as Extension);
}

function defaultOf(value: unknown): unknown {
  return member(value, 'default') ?? value;
}

function member(value: unknown, name: string): unknown {
  return (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
