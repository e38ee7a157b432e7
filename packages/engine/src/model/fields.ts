/**
 * The fields of a JSON object whose shape nobody has checked yet. Objects come from clusters and files,
 * so every read goes through the helpers below: what has the wrong type reads as absent.
 *
 * @public
 */
export type Fields = Readonly<Record<string, unknown>>;

const none: Fields = Object.freeze({});

/**
 * The value as an object, empty when it is none.
 *
 * @public
 */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : none;
}

/**
 * The value at a path of field names, undefined when a step is missing.
 *
 * @public
 */
export function at(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const step of path) {
    const fields = fieldsOf(current);
    current = Object.prototype.hasOwnProperty.call(fields, step)
      ? fields[step]
      : undefined;
  }
  return current;
}

/**
 * The objects of an array, empty when the value is no array.
 *
 * @public
 */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/**
 * The strings of an array, empty when the value is no array.
 *
 * @public
 */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}

/**
 * The value as a text that is not empty.
 *
 * @public
 */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Any value as a text to compare or to show: texts as they are, objects and lists as JSON. `String` calls a `toString`
 * that a file may bring itself.
 *
 * @public
 */
export function plainText(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value)
    : String(value);
}

/**
 * The value as a number.
 *
 * @public
 */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/**
 * An RFC 3339 time in milliseconds since the epoch.
 *
 * @public
 */
export function timeOf(value: unknown): number | undefined {
  const parsed = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}
