import { createHash } from 'node:crypto';
import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { Cause, cause } from './ApiError';
import { Fields, isFields } from './KubeObject';
import { Schema } from './Schema';

/** Patterns are of RE2; one that JavaScript can't read is not checked. */
function pattern(source: string) {
  try {
    return new RegExp(
      source.replace(/^\(\?i\)/, ''),
      source.startsWith('(?i)') ? 'i' : '',
    );
  } catch {
    return { test: () => true };
  }
}

const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: false,
  logger: false,
  useDefaults: true,
  removeAdditional: true,
  unicodeRegExp: false,
  code: { regExp: Object.assign(pattern, { code: 'pattern' }) },
});
// Only formats that mean the same in Kubernetes; others are not checked.
addFormats(ajv, ['date', 'date-time', 'ipv4', 'ipv6', 'uuid']);
ajv.addKeyword({
  keyword: 'x-kubernetes-list-type',
  type: 'array',
  errors: 'full',
  compile: (type: string, { 'x-kubernetes-list-map-keys': keys = [] }) =>
    function unique(this: unknown, list: unknown[], context): boolean {
      const seen = new Set<string>();
      const identity = (item: unknown) =>
        JSON.stringify(
          isFields(item) && type === 'map'
            ? keys.map((key: string) => item[key])
            : item,
        );
      const at = list.findIndex(
        item => seen.size === seen.add(identity(item)).size,
      );
      const instancePath = `${context?.instancePath}/${at}`;
      Object.assign(unique, {
        errors: [
          {
            instancePath,
            message: 'must be unique',
            data: list[at],
            params: {},
          },
        ],
      });
      return type === 'atomic' || at < 0;
    },
});

const IDENTITY = { apiVersion: {}, kind: {}, metadata: {} };

/**
 * From a structural schema to a JSON schema with which Ajv prunes, completes
 * and validates at once. Within `anyOf` and its like nothing is pruned.
 */
function toJsonSchema(schema: Schema, prunes: boolean): Fields {
  const { default: fallback, nullable, ...json }: Fields = { ...schema };
  const each = (value: Schema) => toJsonSchema(value, prunes);
  const { properties, additionalProperties: more, items } = schema;
  const open = Boolean(schema['x-kubernetes-preserve-unknown-fields']);
  if (properties) {
    const list = Object.entries(properties).map(([key, value]) => [
      key,
      each(value),
    ]);
    json.properties = Object.fromEntries(list);
  }
  if (schema['x-kubernetes-embedded-resource']) {
    json.properties = { ...(json.properties as object), ...IDENTITY };
  }
  if (prunes && schema.type === 'object') {
    json.additionalProperties =
      typeof more === 'object' ? each(more) : more ?? open;
  }
  if (items) {
    json.items = each(items);
  }
  for (const word of ['allOf', 'anyOf', 'oneOf']) {
    const list = schema[word] as Schema[] | undefined;
    json[word] = list?.map(value => toJsonSchema(value, false));
  }
  json.not = isFields(schema.not) ? toJsonSchema(schema.not, false) : undefined;
  for (const bound of ['Minimum', 'Maximum']) {
    const word = `exclusive${bound}`;
    json[word] = schema[word] ? schema[bound.toLowerCase()] : undefined;
  }
  if (schema['x-kubernetes-int-or-string']) {
    json.type = ['integer', 'string'];
  }
  if (nullable) {
    json.type = schema.type && [schema.type, 'null'];
    json.enum = schema.enum && [...schema.enum, null];
  }
  const used = Object.entries({ ...json, default: fallback });
  return Object.fromEntries(used.filter(([, value]) => value !== undefined));
}

function toCause({
  keyword,
  instancePath,
  params,
  data,
  message,
}: ErrorObject): Cause {
  const missing = keyword === 'required' ? `/${params.missingProperty}` : '';
  const field = `${instancePath}${missing}`
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replace(/\//g, '.')
    .replace(/~1/g, '/')
    .replace(/^\./, '');
  switch (keyword) {
    case 'required':
      return cause('Required', field, 'must be given');
    case 'enum':
      return cause(
        'NotSupported',
        field,
        `supported values: ${params.allowedValues}`,
        data,
      );
    case 'type':
      return cause(
        'TypeInvalid',
        field,
        `must be of type ${params.type}`,
        data,
      );
    case 'x-kubernetes-list-type':
      return cause('Duplicate', field, 'is there already', data);
    default:
      return cause('Invalid', field, `${message}`, data);
  }
}

// Clusters of one process have the same definitions: compiled once.
const compiled = new Map<string, ValidateFunction>();
const keys = new WeakMap<Schema, string>();

function compile(schema: Schema): ValidateFunction {
  const text =
    keys.get(schema) ??
    createHash('sha256').update(JSON.stringify(schema)).digest('hex');
  keys.set(schema, text);
  const root = compiled.has(text) ? {} : toJsonSchema(schema, true);
  const metadata = toJsonSchema(schema.properties?.metadata ?? {}, false);
  const properties = { ...(root.properties as object), ...IDENTITY, metadata };
  const validate = compiled.get(text) ?? ajv.compile({ ...root, properties });
  compiled.set(text, validate);
  return validate;
}

/** The paths of fields that are gone. */
function lost(before: unknown, after: unknown, path = ''): string[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.flatMap((item, at) =>
      lost(item, after[at], `${path}[${at}]`),
    );
  }
  return Object.entries(
    isFields(before) && isFields(after) ? before : {},
  ).flatMap(([key, item]) => {
    const at = path ? `${path}.${key}` : key;
    const now = (after as Fields)[key];
    return now === undefined ? [at] : lost(item, now, at);
  });
}

/** An object pruned and completed by a schema, and what is wrong with it. */
export function conform(schema: Schema, sent: Fields) {
  const { apiVersion, kind, metadata, ...rest } = sent;
  const content = structuredClone(rest);
  const validate = compile(schema);
  const whole = { apiVersion, kind, metadata, ...content };
  const causes = validate(whole) ? [] : (validate.errors ?? []).map(toCause);
  return { content: whole, unknown: lost(rest, whole), causes };
}
