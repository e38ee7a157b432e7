import { createHash } from 'node:crypto';
import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import {
  FieldError,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from '../ApiError';
import { Schema } from './Schema';

// Only formats that mean the same in Kubernetes; others are not checked.
const FORMATS = ['date', 'date-time', 'ipv4', 'ipv6', 'uuid'] as const;

/** Patterns are of RE2; one that JavaScript can't read is not checked. */
function pattern(source: string) {
  try {
    const [, flags = '', rest] = /^(?:\(\?([is]+)\))?(.*)$/s.exec(source)!;
    return new RegExp(rest, flags);
  } catch {
    return { test: () => true };
  }
}

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  logger: false,
  verbose: true,
  unicodeRegExp: false,
  code: { regExp: Object.assign(pattern, { code: 'pattern' }) },
});
addFormats(ajv, [...FORMATS]);

type JsonSchema = Record<string, unknown>;

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}

/** From a structural schema to the JSON schema that Ajv reads. */
function toJsonSchema(schema: Schema): JsonSchema {
  const { default: _default, description: _description, ...rest } = schema;
  const json: JsonSchema = { ...rest };
  for (const word of ['allOf', 'anyOf', 'oneOf'] as const) {
    json[word] = schema[word]?.map(toJsonSchema);
  }
  for (const word of ['items', 'not', 'additionalProperties'] as const) {
    const child = schema[word];
    json[word] = isSchema(child) ? toJsonSchema(child) : child;
  }
  if (schema.properties) {
    json.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, child]) => [
        key,
        toJsonSchema(child),
      ]),
    );
  }
  for (const [word, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    json[word] = schema[word] ? schema[bound] : undefined;
  }
  if (schema['x-kubernetes-int-or-string']) {
    json.type = ['integer', 'string'];
  }
  if (schema.nullable && schema.enum) {
    json.enum = [...schema.enum, null];
  }
  return Object.fromEntries(
    Object.entries(json).filter(([, value]) => value !== undefined),
  );
}

function fieldOf(error: ErrorObject): string {
  const missing = error.params.missingProperty as string | undefined;
  const path = error.instancePath.split('/').slice(1);
  return [...path, ...(missing ? [missing] : [])]
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map(part => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

function toFieldError(error: ErrorObject): FieldError {
  const field = fieldOf(error);
  switch (error.keyword) {
    case 'required':
      return requiredValue(field);
    case 'enum':
      return unsupportedValue(field, error.data, error.params.allowedValues);
    case 'type': {
      const why = `${field} in body must be of type ${error.params.type}`;
      const cause = invalidValue(field, error.data, why);
      return { ...cause, reason: 'FieldValueTypeInvalid' };
    }
    default:
      return invalidValue(
        field,
        error.data,
        `${field} in body ${error.message}`,
      );
  }
}

const compiled = new Map<string, ValidateFunction>();
const keys = new WeakMap<Schema, string>();

function compile(schema: Schema): ValidateFunction {
  const key =
    keys.get(schema) ??
    createHash('sha256').update(JSON.stringify(schema)).digest('hex');
  keys.set(schema, key);
  // Clusters of one process have the same definitions: compiled once.
  const known = compiled.get(key) ?? ajv.compile(toJsonSchema(schema));
  compiled.set(key, known);
  return known;
}

export function schemaErrors(schema: Schema, value: unknown): FieldError[] {
  const validate = compile(schema);
  return validate(value) ? [] : (validate.errors ?? []).map(toFieldError);
}
