import { JsonSchema } from '../schema/jsonSchema';
import { parseDuration } from './environment';

type Fields = Record<string, unknown>;

/**
 * Converts JSON into the values of CEL as the schema types it: an integer becomes a CEL int, a number a double, and
 * fields whose names are no identifiers get Kubernetes' escaped names.
 */
export function celScalar(schema: JsonSchema, value: unknown): unknown {
  if (typeof value === 'number') {
    return schema.type === 'number' || !Number.isSafeInteger(value)
      ? value
      : BigInt(value);
  }
  if (typeof value !== 'string' || schema.type !== 'string') {
    return value;
  }
  switch (schema.format) {
    case 'date-time':
    case 'date':
      return new Date(value);
    case 'duration':
      return parseDuration(value);
    case 'byte':
      return new TextEncoder().encode(atob(value));
    default:
      return value;
  }
}

/** Converts a value without a schema: what its fields hold is read from the JSON itself. */
export function celDynamic(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(celDynamic);
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value as Fields).map(([k, v]) => [k, celDynamic(v)]),
    );
  }
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    return BigInt(value);
  }
  return value;
}

/** Words of CEL that cannot name a field. */
const RESERVED = new Set([
  'true',
  'false',
  'null',
  'in',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
]);

/**
 * The name by which rules call a field, as Kubernetes escapes it: `__namespace__` for `namespace`,
 * `a__dash__b` for `a-b`.
 */
export function celFieldName(name: string): string {
  if (RESERVED.has(name)) {
    return `__${name}__`;
  }
  return name
    .replace(/__/g, '__underscores__')
    .replace(/\./g, '__dot__')
    .replace(/-/g, '__dash__')
    .replace(/\//g, '__slash__');
}
