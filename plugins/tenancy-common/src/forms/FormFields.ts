import type { JsonObject, JsonValue } from '@backstage/types';

/**
 * How fields of a form become the spec of a request: for each path in the spec, such as `rules.0.backends`, what stands there.
 * A last part such as `1+` stands for all items of a list from that place on.
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
  /**
   * What the form shows where the spec says nothing, such as the default of the form's schema. It is written only over
   * something else.
   */
  default?: JsonValue;
  /** Another form field that counts where this one is empty, such as the memory asked for as the limit. */
  or?: string;
  /** A choice in the form that follows from whether something stands here. */
  choice?: FormChoice;
}

/**
 * A form field that says whether something stands at a path: something stands there only while it holds `present`,
 * and a form that is filled from a spec holds `present` or `absent`.
 *
 * @public
 */
export interface FormChoice {
  /** Name of the form field. */
  field: string;
  /** What it holds where something stands there; with several, another path says which. */
  present: JsonValue;
  /** What it holds where nothing does. */
  absent: JsonValue;
}

/** One path of the spec, with its condition judged. */
export interface SpecEntry extends Omit<ConditionalField, 'when'> {
  path: string[];
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
    const { when, ...rest }: ConditionalField =
      typeof entry === 'string' ? { field: entry } : entry;
    const { field, value, choice } = rest;
    const conditions = {
      ...when,
      ...(choice ? { [choice.field]: choice.present } : {}),
    };
    return {
      ...rest,
      path: path.split('.'),
      isGuard: field === undefined && value === undefined,
      applies:
        !form ||
        Object.entries(conditions).every(([key, wanted]) =>
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

/** What the wizard puts into a row of a map that was added and not filled in. */
const untouchedKey = /^newKey(-\d+)?$/;
const untouchedValue = 'New Value';

/**
 * A value without what nobody filled in: wizards hold empty items and objects for it, and a new row of a map has no key
 * yet, or a key and a value of the wizard's own.
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
    const untouched =
      (untouchedKey.test(key) && member === untouchedValue) ||
      (key.trim() === '' && member === '');
    const kept = member === '' ? '' : filled(member);
    return kept === undefined || untouched ? [] : [[key, kept] as const];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

/** Whether two plain values are alike, whatever the order of members. */
export function isAlike(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.map(item => ordered(item) ?? null);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, member]) => [key, ordered(member)]),
      )
    : value;
}
