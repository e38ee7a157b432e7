import net from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { Cause, cause } from './ApiError';
import { Fields, isFields } from './KubeObject';
import { Schema } from './Schema';

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
const IDENTITY = ['apiVersion', 'kind', 'metadata'];
const patterns = new Map<string, RegExp | undefined>();

/** Patterns are of RE2; one that JavaScript can't read is not checked. */
function patternOf(source: string): RegExp | undefined {
  if (!patterns.has(source)) {
    const [, flag, rest] = /^(\(\?i\))?(.*)$/s.exec(source)!;
    try {
      patterns.set(source, new RegExp(rest, flag ? 'i' : ''));
    } catch {
      patterns.set(source, undefined);
    }
  }
  return patterns.get(source);
}

/** What `min...` and `max...` speak of. */
function sizeOf(value: unknown): [unit: string, size: number] {
  if (typeof value === 'string') {
    return ['Length', [...value].length];
  }
  if (Array.isArray(value)) {
    return ['Items', value.length];
  }
  return isFields(value)
    ? ['Properties', Object.keys(value).length]
    : ['imum', Number(value)];
}

/**
 * Makes values conform to structural schemas: prunes unknown fields, fills in
 * defaults and notes all that is wrong. Written by hand, since validators that
 * compile take seconds for the schema of an ApplicationSet.
 */
export class Conformer {
  readonly #prunes: boolean;

  readonly causes: Cause[] = [];
  /** Paths of fields that the schema does not have. */
  readonly unknown: string[] = [];

  constructor(prunes: boolean) {
    this.#prunes = prunes;
  }

  conform(schema: Schema, value: unknown, path = ''): unknown {
    if (value === null && schema.nullable) {
      return value;
    }
    const either = schema['x-kubernetes-int-or-string'];
    const types = either ? ['integer', 'string'] : [schema.type ?? 'any'];
    if (!types.some(type => TYPES[type]?.(value) ?? true)) {
      this.#note('TypeInvalid', path, value, `be of type ${types.join(', ')}`);
      return value;
    }
    for (const word of this.#broken(schema, value)) {
      const kind = word === 'enum' ? 'NotSupported' : 'Invalid';
      this.#note(
        kind,
        path,
        value,
        `keep ${word} ${JSON.stringify(schema[word])}`,
      );
    }
    for (const part of schema.allOf ?? []) {
      const inner = new Conformer(false);
      inner.conform(part, value, path);
      this.causes.push(...inner.causes);
    }
    if (Array.isArray(value)) {
      return this.#list(schema, value, path);
    }
    return isFields(value) ? this.#fields(schema, value, path) : value;
  }

  /** The words of a schema that a value breaks. */
  #broken(schema: Schema, value: unknown): string[] {
    const fits = (part: Schema) => new Conformer(false).#finds(part, value);
    const [unit, size] = sizeOf(value);
    const [low, high] = [`min${unit}`, `max${unit}`];
    const limit = (word: string) => (schema[word] ?? NaN) as number;
    const text = typeof value === 'string' ? value : undefined;
    const { pattern = '', format = '', multipleOf: step } = schema;
    const count = (list?: Schema[]) => list?.filter(fits).length;
    const wrong = {
      [low]: schema.exclusiveMinimum ? size <= limit(low) : size < limit(low),
      [high]: schema.exclusiveMaximum
        ? size >= limit(high)
        : size > limit(high),
      multipleOf: step && typeof value === 'number' && value % step !== 0,
      pattern: text !== undefined && patternOf(pattern)?.test(text) === false,
      format: text !== undefined && FORMATS[format]?.(text) === false,
      enum: schema.enum?.every(item => !isDeepStrictEqual(item, value)),
      anyOf: count(schema.anyOf) === 0,
      oneOf: schema.oneOf && count(schema.oneOf) !== 1,
      not: schema.not && fits(schema.not),
    };
    return Object.keys(wrong).filter(word => wrong[word as keyof typeof wrong]);
  }

  #finds(schema: Schema, value: unknown): boolean {
    this.conform(schema, value);
    return this.causes.length === 0;
  }

  #note(kind: string, path: string, value: unknown, must: string) {
    this.causes.push(
      cause(kind, path, `${JSON.stringify(value)} must ${must}`),
    );
  }

  #list(schema: Schema, value: unknown[], path: string): unknown[] {
    const type = schema['x-kubernetes-list-type'];
    const keys = (schema['x-kubernetes-list-map-keys'] ?? []) as string[];
    const seen = new Set<string>();
    return value.map((sent, index) => {
      const at = `${path}[${index}]`;
      const item = this.conform(schema.items ?? {}, sent, at);
      const isMap = type === 'map' && isFields(item);
      const identity = JSON.stringify(
        isMap ? keys.map(key => item[key]) : item,
      );
      if ((isMap || type === 'set') && seen.has(identity)) {
        this.#note('Duplicate', at, item, 'be there once');
      }
      seen.add(identity);
      return item;
    });
  }

  #fields(schema: Schema, value: Fields, path: string): Fields {
    const result: Fields = {};
    const { properties = {}, additionalProperties: more } = schema;
    const keeps =
      schema['x-kubernetes-preserve-unknown-fields'] ?? more === true;
    const embeds = schema['x-kubernetes-embedded-resource'];
    const under = (key: string) => (path ? `${path}.${key}` : key);
    for (const [key, item] of Object.entries(value)) {
      const child = Object.hasOwn(properties, key) ? properties[key] : more;
      if (schema.propertyNames) {
        this.conform(schema.propertyNames, key, path);
      }
      if (isFields(child)) {
        // To a type of Go, which built-in kinds are, null is nothing.
        const isNothing = !this.#prunes || 'default' in child;
        const absent = item === null && !child.nullable && isNothing;
        result[key] = absent
          ? undefined
          : this.conform(child, item, under(key));
      } else if (keeps || !this.#prunes || (embeds && IDENTITY.includes(key))) {
        result[key] = item;
      } else {
        this.unknown.push(under(key));
      }
    }
    for (const [key, child] of Object.entries(properties)) {
      if (child.default !== undefined && result[key] === undefined) {
        const filled = structuredClone(child.default);
        result[key] = this.conform(child, filled, under(key));
      }
    }
    for (const key of schema.required ?? []) {
      if (result[key] === undefined) {
        this.causes.push(cause('Required', under(key), 'must be given'));
      }
    }
    return result;
  }
}
