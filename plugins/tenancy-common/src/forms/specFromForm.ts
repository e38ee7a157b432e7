import type { JsonObject } from '@backstage/types';
import { type FormFields, filled, specEntries } from './FormFields';
import { removeAt, setAt } from './specPaths';

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
  const values = entries.map(({ field, value, applies }) =>
    applies ? filled(field === undefined ? value : form[field]) : undefined,
  );
  entries.forEach(({ path, isGuard, applies }, index) => {
    if (isGuard ? !applies : values[index] === undefined) {
      removeAt(spec, path);
    }
  });
  entries.forEach(({ path }, index) => {
    const value = values[index];
    if (value !== undefined) {
      setAt(spec, path, value);
    }
  });
  return spec;
}
