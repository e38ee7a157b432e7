import net from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { Cause, cause } from './ApiError';
import { Fields, isFields } from './KubeObject';
import { Schema } from './Schema';

/** What is found on the way through an object. */
export interface Findings {
  causes: Cause[];
  /** Paths of fields that the schema does not have. */
  unknown: string[];
  /** Whether unknown fields are left out. */
  prunes: boolean;
}

type Rules<T> = Record<string, (value: T, limit: never, of: Schema) => boolean>;

const TYPES: Record<string, (value: unknown) => boolean> = {
  array: Array.isArray,
  boolean: value => typeof value === 'boolean',
  integer: Number.isInteger,
  number: value => typeof value === 'number',
  object: isFields,
  string: value => typeof value === 'string',
};
// Only formats that mean the same in Kubernetes; others are not checked.
const FORMATS: Record<string, (text: string) => boolean> = {
  'date-time': text => /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/i.test(text),
  ipv4: net.isIPv4,
  ipv6: net.isIPv6,
};
const STRINGS: Rules<string> = {
  minLength: (text, limit) => [...text].length >= limit,
  maxLength: (text, limit) => [...text].length <= limit,
  pattern: (text, source) => patternOf(source).test(text),
  format: (text, name) => FORMATS[name]?.(text) ?? true,
};
const NUMBERS: Rules<number> = {
  minimum: (n, limit, of) => (of.exclusiveMinimum ? n > limit : n >= limit),
  maximum: (n, limit, of) => (of.exclusiveMaximum ? n < limit : n <= limit),
  multipleOf: (n, unit) => n % unit === 0,
};
const LISTS: Rules<unknown[]> = {
  minItems: (list, limit) => list.length >= limit,
  maxItems: (list, limit) => list.length <= limit,
};
const MAPS: Rules<Fields> = {
  minProperties: (map, limit) => Object.keys(map).length >= limit,
  maxProperties: (map, limit) => Object.keys(map).length <= limit,
};
const CHOICES: Rules<unknown> = {
  enum: (value, list: unknown[]) => list.some(i => isDeepStrictEqual(i, value)),
  anyOf: (value, list: Schema[]) => list.some(schema => fits(schema, value)),
  oneOf: (value, list: Schema[]) =>
    list.filter(schema => fits(schema, value)).length === 1,
  not: (value, schema) => !fits(schema, value),
};

const patterns = new Map<string, { test(text: string): boolean }>();

/** Patterns are of RE2; one that JavaScript can't read is not checked. */
function patternOf(source: string) {
  const flags = source.startsWith('(?i)') ? 'i' : '';
  try {
    const known =
      patterns.get(source) ?? new RegExp(source.slice(flags ? 4 : 0), flags);
    patterns.set(source, known);
    return known;
  } catch {
    return { test: () => true };
  }
}

function fits(schema: Schema, value: unknown): boolean {
  const findings: Findings = { causes: [], unknown: [], prunes: false };
  conform(schema, value, '', findings);
  return findings.causes.length === 0;
}

function broken<T>(rules: Rules<T>, value: T, schema: Schema): string[] {
  const kept = (word: string) =>
    rules[word](value, schema[word] as never, schema);
  return Object.keys(rules).filter(
    word => schema[word] !== undefined && !kept(word),
  );
}

/**
 * A value as its schema has it: unknown fields pruned, defaults filled in, and
 * all that is wrong told. Written by hand, since validators that compile take
 * seconds for the schema of an ApplicationSet.
 */
export function conform(
  schema: Schema,
  value: unknown,
  path: string,
  findings: Findings,
): unknown {
  if (value === null && schema.nullable) {
    return value;
  }
  const either = schema['x-kubernetes-int-or-string'];
  const types = either
    ? ['integer', 'string']
    : schema.type
    ? [schema.type]
    : [];
  const shown = JSON.stringify(value);
  const note = (kind: string, why: string, at = path) =>
    findings.causes.push(cause(kind, at, why));
  if (types.length > 0 && !types.some(type => TYPES[type](value))) {
    note('TypeInvalid', `${shown} must be of type ${types.join(' or ')}`);
    return value;
  }
  const words = broken(CHOICES, value, schema);
  if (typeof value === 'string') {
    words.push(...broken(STRINGS, value, schema));
  } else if (typeof value === 'number') {
    words.push(...broken(NUMBERS, value, schema));
  } else if (Array.isArray(value)) {
    words.push(...broken(LISTS, value, schema));
  } else if (isFields(value)) {
    words.push(...broken(MAPS, value, schema));
  }
  for (const word of words) {
    const limit = JSON.stringify(schema[word]);
    note(
      word === 'enum' ? 'NotSupported' : 'Invalid',
      `${shown} must keep ${word} ${limit}`,
    );
  }
  schema.allOf?.forEach(part =>
    conform(part, value, path, { ...findings, prunes: false }),
  );
  if (Array.isArray(value)) {
    return conformList(schema, value, path, findings);
  }
  return isFields(value) ? conformFields(schema, value, path, findings) : value;
}

function conformList(
  schema: Schema,
  value: unknown[],
  path: string,
  findings: Findings,
) {
  const { items } = schema;
  const type = schema['x-kubernetes-list-type'];
  const keys = (schema['x-kubernetes-list-map-keys'] ?? []) as string[];
  const seen = new Set<string>();
  return value.map((sent, index) => {
    const at = `${path}[${index}]`;
    const item = items ? conform(items, sent, at, findings) : sent;
    const isMap = type === 'map' && isFields(item);
    const identity = JSON.stringify(isMap ? keys.map(key => item[key]) : item);
    if ((type === 'map' || type === 'set') && seen.has(identity)) {
      findings.causes.push(cause('Duplicate', at, identity));
    }
    seen.add(identity);
    return item;
  });
}

function conformFields(
  schema: Schema,
  value: Fields,
  path: string,
  findings: Findings,
) {
  const result: Fields = {};
  const { properties = {}, additionalProperties: more, propertyNames } = schema;
  const open =
    more === true ||
    schema['x-kubernetes-preserve-unknown-fields'] ||
    !findings.prunes;
  const kept = schema['x-kubernetes-embedded-resource']
    ? ['apiVersion', 'kind', 'metadata']
    : [];
  const under = (key: string) => (path ? `${path}.${key}` : key);
  for (const [key, item] of Object.entries(value)) {
    const child = Object.hasOwn(properties, key) ? properties[key] : more;
    if (propertyNames) {
      conform(propertyNames, key, path, findings);
    }
    if (isFields(child)) {
      const absent =
        item === null && !child.nullable && child.default !== undefined;
      result[key] = absent
        ? undefined
        : conform(child, item, under(key), findings);
    } else if (open || kept.includes(key)) {
      result[key] = item;
    } else {
      findings.unknown.push(under(key));
    }
  }
  for (const [key, child] of Object.entries(properties)) {
    if (child.default !== undefined && result[key] === undefined) {
      const filled = structuredClone(child.default);
      result[key] = conform(child, filled, under(key), findings);
    }
  }
  for (const key of schema.required ?? []) {
    if (result[key] === undefined) {
      findings.causes.push(cause('Required', under(key), 'must be given'));
    }
  }
  return result;
}
