import { Environment } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';
import { pattern } from '../pattern';
import { celFailure } from './failure';
import { REPLACEMENT_PREFIX as K } from './rewrite';

/**
 * Functions on strings, as cel-go's extensions and Kubernetes' regular expression library define them:
 * positions count code points, patterns are RE2, and changes of case touch ASCII only.
 */
export function registerTextFunctions(env: Environment): void {
  const matches = (text: string, source: string): boolean => {
    try {
      return pattern(source)(text);
    } catch (cause) {
      throw celFailure(
        `invalid regular expression ${source}: ${String(cause)}`,
      );
    }
  };
  env
    .registerFunction(`string.${K}matches(string): bool`, matches)
    .registerFunction(`${K}matches(string, string): bool`, matches)
    .registerFunction(`string.${K}lowerAscii(): string`, (text: string) =>
      text.replace(/[A-Z]+/g, s => s.toLowerCase()),
    )
    .registerFunction(`string.${K}upperAscii(): string`, (text: string) =>
      text.replace(/[a-z]+/g, s => s.toUpperCase()),
    )
    .registerFunction(`string.${K}trim(): string`, (text: string) =>
      text.replace(/^[\p{White_Space}]+|[\p{White_Space}]+$/gu, ''),
    )
    .registerFunction(
      `string.${K}indexOf(string): int`,
      (text: string, part: string) => indexOf(text, part, 0n),
    )
    .registerFunction(`string.${K}indexOf(string, int): int`, indexOf)
    .registerFunction(
      `string.${K}lastIndexOf(string): int`,
      (text: string, part: string) => lastIndexOf(text, part),
    )
    .registerFunction(`string.${K}lastIndexOf(string, int): int`, lastIndexOf)
    .registerFunction(
      `string.${K}substring(int): string`,
      (text: string, start: bigint) => substring(text, start),
    )
    .registerFunction(`string.${K}substring(int, int): string`, substring)
    .registerFunction(
      `string.${K}split(string): list<string>`,
      (text: string, separator: string) => split(text, separator),
    )
    .registerFunction(`string.${K}split(string, int): list<string>`, split)
    .registerFunction('string.charAt(int): string', charAt)
    .registerFunction(
      'string.replace(string, string): string',
      (text: string, from: string, to: string) => text.split(from).join(to),
    )
    .registerFunction(
      'string.replace(string, string, int): string',
      (text: string, from: string, to: string, limit: bigint) =>
        limit < 0n
          ? text.split(from).join(to)
          : split(text, from, limit + 1n).join(to),
    )
    .registerFunction(
      'string.find(string): string',
      (text: string, source: string) => findAll(text, source, 1n)[0] ?? '',
    )
    .registerFunction(
      'string.findAll(string): list<string>',
      (text: string, source: string) => findAll(text, source, -1n),
    )
    .registerFunction('string.findAll(string, int): list<string>', findAll)
    .registerFunction('string.format(list): string', format);
}

function indexOf(text: string, part: string, from: bigint): bigint {
  const points = [...text];
  const start = position(from, points.length, 'indexOf');
  const rest = points.slice(start).join('');
  const at = rest.indexOf(part);
  return at < 0 ? -1n : BigInt(start + [...rest.slice(0, at)].length);
}

function lastIndexOf(text: string, part: string, from?: bigint): bigint {
  const points = [...text];
  const last =
    from === undefined
      ? points.length
      : position(from, points.length, 'lastIndexOf');
  const needle = [...part];
  for (let i = Math.min(last, points.length - needle.length); i >= 0; i--) {
    if (needle.every((p, k) => points[i + k] === p)) {
      return BigInt(i);
    }
  }
  return -1n;
}

function substring(text: string, start: bigint, end?: bigint): string {
  const points = [...text];
  const from = position(start, points.length, 'substring');
  const to =
    end === undefined
      ? points.length
      : position(end, points.length, 'substring');
  if (from > to) {
    throw celFailure(`invalid substring range ${from}, ${to}`);
  }
  return points.slice(from, to).join('');
}

function charAt(text: string, at: bigint): string {
  const points = [...text];
  return points[position(at, points.length, 'charAt')] ?? '';
}

function split(text: string, separator: string, limit = -1n): string[] {
  if (limit === 0n) {
    return [];
  }
  const parts = separator === '' ? [...text] : text.split(separator);
  const most = Number(limit);
  if (most < 0 || parts.length <= most) {
    return parts;
  }
  return [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)];
}

function findAll(text: string, source: string, limit: bigint): string[] {
  const matcher = RE2JS.compile(source).matcher(text);
  const found: string[] = [];
  while ((limit < 0n || found.length < limit) && matcher.find()) {
    found.push(matcher.group() ?? '');
  }
  return found;
}

function position(index: bigint, length: number, name: string): number {
  const at = Number(index);
  if (at < 0 || at > length) {
    throw celFailure(`${name}: index out of range: ${at}`);
  }
  return at;
}

/** The clauses of cel-go's `format` that messages use. */
function format(text: string, values: unknown[]): string {
  let next = 0;
  return text.replace(
    /%(?:%|(?:\.(\d+))?([sdfexXob]))/g,
    (clause, precision: string | undefined, verb: string | undefined) => {
      if (verb === undefined) {
        return clause === '%%' ? '%' : clause;
      }
      if (next >= values.length) {
        throw celFailure('format: too few arguments');
      }
      return formatted(verb, values[next++], precision);
    },
  );
}

function formatted(verb: string, value: unknown, precision = '6'): string {
  switch (verb) {
    case 'f':
      return Number(value).toFixed(Number(precision));
    case 'e':
      return Number(value).toExponential(Number(precision));
    case 'x':
    case 'X': {
      const hex = (value as bigint).toString(16);
      return verb === 'X' ? hex.toUpperCase() : hex;
    }
    case 'o':
      return (value as bigint).toString(8);
    case 'b':
      return (value as bigint).toString(2);
    default:
      return Array.isArray(value)
        ? `[${value.map(item => formatted('s', item)).join(', ')}]`
        : String(value);
  }
}
