import { dirname, extname, resolve } from 'node:path';
import { commandLimits, decodeText, readYaml } from '@groundwork/engine';
import { UsageError } from '../UsageError';

/** Where values of an app-config come from. */
interface ConfigSource {
  /** The folder that `$file` and `$include` start from. */
  dir: string;
  env: Readonly<Record<string, string | undefined>>;
  read(path: string): Promise<Uint8Array>;
}

const MAX_DEPTH = 30;

/**
 * A value of an app-config as Backstage reads it: `${NAME}`, `${NAME:-otherwise}` and `$${` in texts, and objects whose
 * one key is `$env`, `$file` or `$include`. A variable that is not set leaves the value out there; a check without that
 * value would be about another platform, so here it is named.
 *
 * @throws UsageError that names the field
 */
export async function resolveConfig(
  value: unknown,
  source: ConfigSource,
  path: readonly string[] = [],
): Promise<unknown> {
  if (path.length > MAX_DEPTH) {
    throw new UsageError(`${nameOf(path)} is nested too deep.`);
  }
  if (typeof value === 'string') {
    return substitute(value, source, path);
  }
  if (Array.isArray(value)) {
    return Promise.all(
      value.map((item, index) =>
        resolveConfig(item, source, [...path, String(index)]),
      ),
    );
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = Object.entries(value);
  const [first] = fields;
  if (fields.length === 1 && first[0].startsWith('$')) {
    return include(first[0], first[1], source, path);
  }
  const mixed = fields.find(([key]) => isInclude(key));
  if (mixed) {
    throw new UsageError(
      `${nameOf(path)} has other keys beside ${mixed[0]}; it must stand alone.`,
    );
  }
  return Object.fromEntries(
    await Promise.all(
      fields.map(async ([key, child]) => [
        key,
        await resolveConfig(child, source, [...path, key]),
      ]),
    ),
  );
}

function isInclude(key: string): boolean {
  return key === '$env' || key === '$file' || key === '$include';
}

/** Placeholders such as `${{ group }}` have a brace too many and stay as they are. */
function substitute(
  text: string,
  { env }: ConfigSource,
  path: readonly string[],
): string {
  return text.replace(
    /(\$?)\$\{([^{}]*)\}/g,
    (_whole: string, escaped: string, inside: string) => {
      if (escaped) {
        return `\${${inside}}`;
      }
      const [name, otherwise] = inside.split(/:-(.*)/s);
      const found = env[name.trim()] || otherwise?.trim();
      if (!found) {
        throw unset(name.trim(), path);
      }
      return found;
    },
  );
}

async function include(
  key: string,
  given: unknown,
  source: ConfigSource,
  path: readonly string[],
): Promise<unknown> {
  if (!isInclude(key) || typeof given !== 'string') {
    throw new UsageError(
      `${nameOf(
        path,
      )} has ${key}, which is none of $env, $file and $include with a text.`,
    );
  }
  const target = substitute(given, source, path);
  if (key === '$env') {
    const found = source.env[target];
    if (found === undefined) {
      throw unset(target, path);
    }
    return found;
  }
  const [name, inside = ''] =
    key === '$include' ? target.split(/#(.*)/s) : [target];
  const file = resolve(source.dir, name);
  const text = await source
    .read(file)
    .then(decodeText)
    .catch(cause => {
      if (cause instanceof UsageError) {
        throw cause;
      }
      throw new UsageError(
        `${nameOf(path)} takes a value from ${file}, which cannot be read.`,
        { cause },
      );
    });
  if (key === '$file') {
    return text.trimEnd();
  }
  if (!['.json', '.yaml', '.yml'].includes(extname(name))) {
    throw new UsageError(
      `${nameOf(
        path,
      )} includes ${name}; only .json, .yaml and .yml can be included.`,
    );
  }
  const [document] = readYaml(text, { limits: commandLimits });
  const found = inside
    .split('.')
    .filter(Boolean)
    .reduce<unknown>(
      (inner, step) =>
        typeof inner === 'object' &&
        inner !== null &&
        Object.hasOwn(inner, step)
          ? (inner as Record<string, unknown>)[step]
          : undefined,
      document,
    );
  return resolveConfig(found, { ...source, dir: dirname(file) }, [
    ...path,
    name,
  ]);
}

function unset(name: string, path: readonly string[]): UsageError {
  return new UsageError(
    `${nameOf(
      path,
    )} takes its value from the environment variable ${name}, which is not set. Set it for this command; any value of the right form will do for a secret.`,
  );
}

function nameOf(path: readonly string[]): string {
  return path.length > 0 ? path.join('.') : 'The configuration';
}
