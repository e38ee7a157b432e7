import {
  anything,
  Decoder,
  int32,
  int64,
  intOrString,
  quantity,
  scalar,
  textOf,
  wrongType,
} from './goScalars';
import { JsonSchema, Resolve } from './jsonSchema';
import { unknownField } from './unknownField';
import { Check, Walk } from './walk';

/**
 * Compiles the schema of a built-in kind into what its API server does first: decode JSON into a Go struct, strictly.
 * Of the schema only types count; which fields are required, and which texts are allowed, is decided in code there
 * and in `rules` here. A null leaves a field out, and is an empty value in a list or map.
 */
export function goDecoder(root: JsonSchema, resolve: Resolve): Check {
  const byRef = new Map<string, Decoder>();
  const decoderOf = (schema: JsonSchema): Decoder => {
    const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
    if (ref === undefined) {
      return decoder(schema, decoderOf);
    }
    const known = byRef.get(ref);
    if (known) {
      return known;
    }
    let made: Decoder | undefined;
    const real = (): Decoder => (made ??= decoderOf(resolve(ref) ?? {}));
    const lazy: Decoder = {
      check: (value, walk) => real().check(value, walk),
      zero: () => real().zero(),
    };
    byRef.set(ref, lazy);
    return lazy;
  };
  return decoderOf(root).check;
}

type Below = (schema: JsonSchema) => Decoder;

function decoder(schema: JsonSchema, below: Below): Decoder {
  if (schema.format === 'int-or-string') {
    return intOrString;
  }
  if (isQuantity(schema)) {
    return quantity;
  }
  switch (schema.type) {
    case 'string':
      return textOf(schema.format);
    case 'integer':
      return schema.format === 'int64' ? int64 : int32;
    case 'number':
      return scalar('a number', 0, v => typeof v === 'number');
    case 'boolean':
      return scalar('true or false', false, v => typeof v === 'boolean');
    case 'array':
      return listOf(schema.items ?? {}, below);
    case 'object':
      if (schema.properties) {
        return structOf(schema.properties, below);
      }
      if (typeof schema.additionalProperties === 'object') {
        return mapOf(schema.additionalProperties, below);
      }
      return anything;
    default:
      return anything;
  }
}

function listOf(items: JsonSchema, below: Below): Decoder {
  let item: Decoder | undefined;
  return {
    check: (value, walk) => {
      if (!Array.isArray(value)) {
        wrongType(walk, 'a list', value);
        return value;
      }
      item ??= below(items);
      return decodeEach(value, item, walk);
    },
    zero: () => [],
  };
}

function decodeEach(given: unknown[], item: Decoder, walk: Walk): unknown[] {
  let result = given;
  for (let i = 0; i < given.length; i++) {
    walk.steps.push(i);
    const decoded = decode(given[i], item, walk);
    walk.steps.pop();
    if (decoded === given[i]) {
      continue;
    }
    if (result === given) {
      result = [...given];
    }
    result[i] = decoded;
  }
  return result;
}

function decode(value: unknown, as: Decoder, walk: Walk): unknown {
  return value === null ? as.zero() : as.check(value, walk);
}

function mapOf(values: JsonSchema, below: Below): Decoder {
  let entry: Decoder | undefined;
  return {
    check: (value, walk) => {
      if (!isObject(value)) {
        wrongType(walk, 'an object', value);
        return value;
      }
      entry ??= below(values);
      return decodeFields(value, walk, key => ({
        decoder: entry!,
        step: { key },
        isMap: true,
      }));
    },
    zero: () => ({}),
  };
}

function structOf(
  properties: Record<string, JsonSchema>,
  below: Below,
): Decoder {
  const known = Object.keys(properties);
  const fields = new Map<string, Field>();
  return {
    check: (value, walk) => {
      if (!isObject(value)) {
        wrongType(walk, 'an object', value);
        return value;
      }
      return decodeFields(value, walk, name => {
        let field = fields.get(name);
        if (!field && Object.hasOwn(properties, name)) {
          const made = below(properties[name]);
          field = { decoder: made, step: name, isMap: false };
          fields.set(name, field);
        }
        if (!field) {
          unknownField(walk, name, value[name], known);
        }
        return field;
      });
    },
    zero: () => ({}),
  };
}

interface Field {
  decoder: Decoder;
  step: string | { key: string };
  isMap: boolean;
}

function decodeFields(
  given: Record<string, unknown>,
  walk: Walk,
  fieldOf: (name: string) => Field | undefined,
): Record<string, unknown> {
  let result = given;
  const own = (): Record<string, unknown> => {
    if (result === given) {
      result = { ...given };
    }
    return result;
  };
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (value === undefined) {
      continue;
    }
    const field = fieldOf(name);
    if (!field) {
      continue;
    }
    if (value === null && !field.isMap) {
      delete own()[name];
      continue;
    }
    walk.steps.push(field.step);
    const decoded = decode(value, field.decoder, walk);
    walk.steps.pop();
    if (decoded !== value) {
      Object.defineProperty(own(), name, {
        value: decoded,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return result;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isQuantity(schema: JsonSchema): boolean {
  const types = schema.oneOf?.map(s => s.type);
  return types?.includes('string') === true && types.includes('number');
}
