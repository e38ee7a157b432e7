import { arrayCheck } from './arrays';
import { combinatorChecks } from './combinators';
import { choices, describe, typeName } from './describe';
import { canonical } from './equality';
import { JsonSchema, Resolve } from './jsonSchema';
import { objectCheck } from './objects';
import { numberConstraints, stringConstraints } from './scalars';
import { Check, Mode, Walk } from './walk';

/**
 * Compiles a structural schema or an OpenAPI v3 schema into a check with the API server's strict field validation.
 *
 * Own code and not a JSON Schema library: code-generating validators take 0.3 s and 40 MB for a SecretStore and 1.6 s
 * and 150 MB for an ApplicationSet, know neither pruning of nulls nor map lists, and refuse unknown fields below
 * `anyOf`. Here a part of a schema costs nothing until an object has it.
 *
 * @param defaults - whether the schema's defaults are those of the API server (true for CustomResourceDefinitions)
 */
export function compileSchema(
  root: JsonSchema,
  options: { defaults: boolean; resolve?: Resolve },
): Check {
  const byRef = new Map<string, Check>();
  const compile = (schema: JsonSchema, mode: Mode): Check => {
    const ref = schema.$ref ?? singleRef(schema);
    if (ref === undefined) {
      return checkOf(schema, mode, compile);
    }
    const key = `${mode.strict} ${ref}`;
    return (value, walk) => {
      let check = byRef.get(key);
      if (!check) {
        check = compile(options.resolve?.(ref) ?? {}, mode);
        byRef.set(key, check);
      }
      return check(value, walk);
    };
  };
  return compile(root, { strict: true, defaults: options.defaults });
}

/** OpenAPI documents wrap a reference in `allOf` to give it a description. */
function singleRef(schema: JsonSchema): string | undefined {
  return schema.allOf?.length === 1 ? schema.allOf[0].$ref : undefined;
}

function checkOf(
  schema: JsonSchema,
  mode: Mode,
  compile: (schema: JsonSchema, mode: Mode) => Check,
): Check {
  const intOrString =
    schema['x-kubernetes-int-or-string'] === true ||
    schema.format === 'int-or-string';
  const checks: Check[] = [];
  if (schema.enum) {
    checks.push(enumCheck(schema.enum));
  }
  checks.push(
    ...combinatorChecks(
      intOrString ? withoutTypeAlternatives(schema) : schema,
      compile,
    ),
  );
  const strings = stringConstraints(schema);
  const numbers = numberConstraints(schema);
  const object = objectCheck(schema, mode, compile);
  const array = arrayCheck(schema, mode, compile);
  const type = intOrString ? 'int-or-string' : schema.type;

  const inner = (value: unknown, walk: Walk): unknown => {
    switch (typeof value) {
      case 'string':
        for (const check of strings) {
          check(value, walk);
        }
        return value;
      case 'number':
        for (const check of numbers) {
          check(value, walk);
        }
        return value;
      case 'object':
        if (value === null) {
          return value;
        }
        return Array.isArray(value)
          ? array(value, walk)
          : embeds(schema, walk, value, object);
      default:
        return value;
    }
  };

  return (value, walk) => {
    if (value === null && schema.nullable) {
      return value;
    }
    if (!fitsType(type, value)) {
      wrongType(walk, type!, value);
      return value;
    }
    const checked = inner(value, walk);
    // Alternatives are about the value with its defaults, as the API server has them.
    for (const check of checks) {
      check(checked, walk);
    }
    return checked;
  };
}

function fitsType(type: string | undefined, value: unknown): boolean {
  switch (type) {
    case undefined:
      return true;
    case 'object':
      return (
        typeof value === 'object' && value !== null && !Array.isArray(value)
      );
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'int-or-string':
      return typeof value === 'string' || Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

const EXPECTED: Record<string, string> = {
  object: 'an object',
  array: 'a list',
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  'int-or-string': 'an integer or a string',
};

function wrongType(walk: Walk, type: string, value: unknown): void {
  const expected = EXPECTED[type] ?? type;
  walk.fail(
    'WrongType',
    value,
    `must be ${expected}, is ${typeName(value)}: ${describe(value)}`,
    `Use ${expected}.`,
  );
}

function enumCheck(allowed: unknown[]): Check {
  const scalars = new Set(allowed);
  const others = new Set(
    allowed.filter(v => typeof v === 'object').map(v => canonical(v)),
  );
  return (value, walk) => {
    if (
      scalars.has(value) ||
      (others.size > 0 && others.has(canonical(value)))
    ) {
      return value;
    }
    walk.fail(
      'NotAllowed',
      value,
      `must be ${choices(allowed)}, is ${describe(value)}`,
      `Choose ${choices(allowed)}.`,
    );
    return value;
  };
}

function withoutTypeAlternatives(schema: JsonSchema): JsonSchema {
  const onlyTypes = (schemas: JsonSchema[] | undefined) =>
    schemas?.every(s => Object.keys(s).join() === 'type');
  return {
    ...schema,
    anyOf: onlyTypes(schema.anyOf) ? undefined : schema.anyOf,
    oneOf: onlyTypes(schema.oneOf) ? undefined : schema.oneOf,
  };
}

/** An embedded object has its type and metadata, whatever the schema says. */
function embeds(
  schema: JsonSchema,
  walk: Walk,
  value: object,
  object: Check,
): unknown {
  if (schema['x-kubernetes-embedded-resource'] !== true) {
    return object(value, walk);
  }
  const { apiVersion, kind, metadata, ...rest } = value as Record<
    string,
    unknown
  >;
  for (const [name, given] of Object.entries({ apiVersion, kind })) {
    if (typeof given !== 'string' || given === '') {
      walk.fail(
        'MissingField',
        given,
        'is required in an embedded object',
        'Set it.',
        name,
      );
    }
  }
  const checked = object(rest, walk) as object;
  return { apiVersion, kind, metadata, ...checked };
}
