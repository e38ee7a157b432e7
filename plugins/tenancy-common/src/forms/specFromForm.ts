import type { JsonObject, JsonValue } from '@backstage/types';
import {
  type FormFields,
  filled,
  isAlike,
  type SpecEntry,
  specEntries,
} from './FormFields';
import { removeAt, setAt, valueAt } from './specPaths';

/**
 * The spec that a form asks for. When something is changed, `current` is the spec that Git holds: what the form does
 * not show stays as it is there, and what it shows and was emptied goes.
 *
 * @public
 */
export function specFromForm(
  form: JsonObject,
  fields: FormFields,
  current: JsonObject = {},
): JsonObject {
  const spec: JsonObject = JSON.parse(JSON.stringify(current));
  const entries = specEntries(fields, form);
  const values = entries.map(entry => valueOf(entry, form, current));
  // The last first, so that items of a list go before those whose place they hold.
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const { path, isGuard, applies } = entries[index];
    if (isGuard ? !applies : values[index] === undefined) {
      removeAt(spec, path);
    }
  }
  entries.forEach(({ path }, index) => {
    const value = values[index];
    if (value !== undefined) {
      setAt(spec, path, value);
    }
  });
  return spec;
}

function valueOf(
  { path, field, value, or, default: usual, applies }: SpecEntry,
  form: JsonObject,
  current: JsonObject,
): JsonValue | undefined {
  if (!applies) {
    return undefined;
  }
  if (field === undefined) {
    return filled(value);
  }
  const given =
    filled(form[field]) ?? (or === undefined ? undefined : filled(form[or]));
  const isUsual = usual !== undefined && isAlike(given, usual);
  return isUsual && valueAt(current, path) === undefined ? undefined : given;
}
