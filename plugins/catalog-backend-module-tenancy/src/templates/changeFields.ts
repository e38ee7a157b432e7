import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldChange } from './TemplateSettings';

/** Where a page of a form has further fields, which it shows or not. */
const BRANCHES = ['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependencies'];

/**
 * The pages of a form with fields changed, in whatever branch of a page they stand.
 *
 * @throws InputError for a field that the form does not have
 */
export function changeFields(
  pages: JsonValue,
  changes: Readonly<Record<string, FieldChange>>,
): JsonValue {
  const missing = new Set(Object.keys(changes));
  const known = new Set<string>();
  const changed = branch(pages, (name, schema) => {
    known.add(name);
    missing.delete(name);
    const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
    return change ? changeField(schema, change) : schema;
  });
  if (missing.size > 0) {
    throw new InputError(
      `the form has no field ${[...missing].join(', ')}: it has ${[
        ...known,
      ].join(', ')}`,
    );
  }
  return changed;
}

function branch(
  value: JsonValue,
  each: (name: string, schema: JsonObject) => JsonObject,
): JsonValue {
  if (Array.isArray(value)) {
    return value.map(item => branch(item, each));
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === 'properties' && isObject(inner)) {
        return [
          key,
          mapValues(inner, (schema, name) =>
            // one without a title only tells the branch by what it holds
            isObject(schema) && schema.title !== undefined
              ? each(name, schema)
              : schema,
          ),
        ];
      }
      if (key === 'dependencies' && isObject(inner)) {
        return [key, mapValues(inner, schema => branch(schema!, each))];
      }
      return [key, BRANCHES.includes(key) ? branch(inner!, each) : inner];
    }),
  );
}

function changeField(schema: JsonObject, change: FieldChange): JsonObject {
  const { title, description, hidden } = change;
  const changed: JsonObject = {
    ...schema,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(change.default === undefined ? {} : { default: change.default }),
  };
  if (!hidden) {
    return changed;
  }
  const { 'ui:field': _, 'ui:options': __, ...plain } = changed;
  return {
    ...plain,
    'ui:widget': 'hidden',
    'ui:backstage': { review: { show: false } },
  };
}

function mapValues(
  object: JsonObject,
  work: (value: JsonValue | undefined, key: string) => JsonValue | undefined,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, work(value, key)]),
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
