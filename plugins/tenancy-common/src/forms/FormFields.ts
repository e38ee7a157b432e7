import type { JsonObject, JsonValue } from '@backstage/types';

/**
 * How fields of a form become the spec of a request: for each path in the spec, such as `rules.0.backends`, what stands there.
 * A list is short for fields that form and spec call the same.
 *
 * A template says it once, and preview, change form and action all follow it.
 *
 * @public
 */
export type FormFields = string[] | Record<string, FormField>;

/**
 * What stands at a path of the spec: the form field of that name, or a fixed value, always or only when other fields hold something.
 *
 * @public
 */
export type FormField = string | ConditionalField;

/**
 * A form field, or a fixed value, with the condition it has. With neither, all that stands there goes when the condition
 * is not met, also what the form does not show, as for an autoscaler that is no longer wanted.
 *
 * @public
 */
export interface ConditionalField {
  /** Name of the form field. */
  field?: string;
  /** What stands there instead of a form field. */
  value?: JsonValue;
  /**
   * Form fields and what each must hold: a value, one of a list of values, `true` for anything that is filled in,
   * `false` for nothing.
   */
  when?: Record<string, JsonValue>;
}

/** One path of the spec, with its condition judged. */
export interface SpecEntry {
  path: string[];
  field?: string;
  value?: JsonValue;
  applies: boolean;
  /** Whether it only says when something may stand there at all. */
  isGuard: boolean;
}

/** The entries of a mapping, in its order. Without a form all conditions are taken as met. */
export function specEntries(
  fields: FormFields,
  form?: JsonObject,
): SpecEntry[] {
  const pairs: Array<[string, FormField]> = Array.isArray(fields)
    ? fields.map(field => [field, field])
    : Object.entries(fields);
  return pairs.map(([path, entry]) => {
    const { field, value, when }: ConditionalField =
      typeof entry === 'string' ? { field: entry } : entry;
    return {
      path: path.split('.'),
      field,
      value,
      isGuard: field === undefined && value === undefined,
      applies:
        !form ||
        Object.entries(when ?? {}).every(([key, wanted]) =>
          holds(form[key], wanted),
        ),
    };
  });
}

function holds(given: JsonValue | undefined, wanted: JsonValue): boolean {
  if (typeof wanted === 'boolean') {
    return (filled(given) !== undefined && given !== false) === wanted;
  }
  return (Array.isArray(wanted) ? wanted : [wanted]).includes(given ?? null);
}

/**
 * A value without what nobody filled in: wizards hold empty items and objects for it.
 * Undefined where nothing is left. An empty text counts as a value only in an object, as for a variable that is to be empty.
 */
export function filled(value: JsonValue | undefined): JsonValue | undefined {
  if (value === undefined || value === null || value === '') {
    return undefined;
  }
  if (Array.isArray(value)) {
    const items = value
      .map(filled)
      .filter((item): item is JsonValue => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value !== 'object') {
    return value;
  }
  const members = Object.entries(value).flatMap(([key, member]) => {
    const kept = member === '' ? '' : filled(member);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}
