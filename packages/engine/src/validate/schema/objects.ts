import { describe } from './describe';
import { JsonSchema } from './jsonSchema';
import { unknownField } from './unknownField';
import { Check, Compile, Mode, Walk } from './walk';

type Fields = Record<string, unknown>;

/**
 * The fields of an object or map: known ones checked, defaults filled in, nulls dropped, unknown ones refused.
 */
export function objectCheck(
  schema: JsonSchema,
  mode: Mode,
  compile: Compile,
): Check {
  const properties = new Map<string, Check>();
  const schemas = schema.properties ?? {};
  const propertyCheck = (name: string): Check => {
    let check = properties.get(name);
    if (!check) {
      check = compile(schemas[name], mode);
      properties.set(name, check);
    }
    return check;
  };
  const values = mapValues(schema, mode, compile);
  const refusesUnknown =
    mode.strict && schema.type === 'object' && !allowsUnknown(schema);
  const known = Object.keys(schemas);
  const defaulted = mode.defaults
    ? known.filter(name => schemas[name].default !== undefined)
    : [];
  const required = schema.required ?? [];
  const sizes = sizeConstraints(schema);

  return (value, walk) => {
    const given = value as Fields;
    let result = given;
    const own = (): Fields => {
      if (result === given) {
        result = { ...given };
      }
      return result;
    };
    for (const name of defaulted) {
      const before = given[name];
      const property = schemas[name];
      if (before === undefined || (before === null && !property.nullable)) {
        own()[name] = property.default;
      }
    }
    for (const name of Object.keys(result)) {
      const child = result[name];
      const isKnown = Object.hasOwn(schemas, name);
      if (child === undefined) {
        continue;
      }
      if (child === null && drops(isKnown ? schemas[name] : values?.schema)) {
        delete own()[name];
        continue;
      }
      if (!isKnown && !values) {
        if (refusesUnknown) {
          unknownField(walk, name, child, known);
        }
        continue;
      }
      walk.steps.push(isKnown ? name : { key: name });
      const checked = isKnown
        ? propertyCheck(name)(child, walk)
        : values!.check(child, walk);
      walk.steps.pop();
      if (checked !== child) {
        setField(own(), name, checked);
      }
    }
    for (const name of required) {
      if (result[name] === undefined) {
        missing(walk, name);
      }
    }
    for (const check of sizes) {
      check(result, walk);
    }
    return result;
  };
}

/** Whether the API server silently drops a null here, as it does where nothing says nullable. */
function drops(schema: JsonSchema | undefined): boolean {
  return (
    schema !== undefined &&
    !schema.nullable &&
    !schema['x-kubernetes-preserve-unknown-fields']
  );
}

function allowsUnknown(schema: JsonSchema): boolean {
  return (
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema.additionalProperties === true
  );
}

function mapValues(
  schema: JsonSchema,
  mode: Mode,
  compile: Compile,
): { check: Check; schema: JsonSchema } | undefined {
  const values = schema.additionalProperties;
  if (values === undefined || typeof values === 'boolean') {
    return undefined;
  }
  let check: Check | undefined;
  return {
    schema: values,
    check: (value, walk) => {
      check ??= compile(values, mode);
      return check(value, walk);
    },
  };
}

function setField(fields: Fields, name: string, value: unknown): void {
  Object.defineProperty(fields, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function missing(walk: Walk, name: string): void {
  walk.fail('MissingField', undefined, 'is required', 'Set it.', name);
}

function sizeConstraints(schema: JsonSchema): Check[] {
  const { minProperties, maxProperties } = schema;
  const checks: Check[] = [];
  if (minProperties !== undefined) {
    checks.push((value, walk) => {
      const count = Object.keys(value as Fields).length;
      if (count < minProperties) {
        walk.fail(
          'TooFew',
          value,
          `must have at least ${minProperties} entries, has ${count}`,
          `Use at least ${minProperties}.`,
        );
      }
      return value;
    });
  }
  if (maxProperties !== undefined) {
    checks.push((value, walk) => {
      const count = Object.keys(value as Fields).length;
      if (count > maxProperties) {
        walk.fail(
          'TooMany',
          value,
          `must have at most ${maxProperties} entries, has ${count}: ${describe(
            value,
          )}`,
          `Use at most ${maxProperties}.`,
        );
      }
      return value;
    });
  }
  return checks;
}
