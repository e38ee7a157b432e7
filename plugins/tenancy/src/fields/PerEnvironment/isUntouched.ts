import { type FieldSchema, isFieldSchema } from '../shared';

/**
 * Whether nobody entered anything. A row that was added to a list or a map counts as entered, also while it is empty: it would
 * go from under who is about to fill it in.
 */
export function isUntouched(value: unknown, schema: FieldSchema): boolean {
  if (Array.isArray(value)) {
    return value.length === 0;
  }
  if (!isFieldSchema(value)) {
    return value === undefined || value === null || value === '';
  }
  const isMap = schema.properties === undefined;
  return isMap
    ? Object.keys(value).length === 0
    : Object.entries(value).every(([name, member]) =>
        isUntouched(member, schema.properties?.[name] ?? {}),
      );
}
