import type { JsonObject, JsonValue } from '@backstage/types';
import { type FormFields, isAlike, specEntries } from './FormFields';
import { valueAt } from './specPaths';

/**
 * The values of form fields that a spec stands for, to fill a change form; choices follow from what stands in the spec.
 * A field that the spec says nothing of holds its default, or is undefined.
 *
 * @public
 */
export function formFromSpec(
  spec: JsonObject,
  fields: FormFields,
): Record<string, JsonValue | undefined> {
  const form: Record<string, JsonValue | undefined> = {};
  const entries = specEntries(fields);
  for (const { path, field } of entries) {
    if (field !== undefined) {
      form[field] ??= valueAt(spec, path);
    }
  }
  for (const { path, choice } of entries) {
    if (choice) {
      const chosen =
        valueAt(spec, path) === undefined ? choice.absent : choice.present;
      if (!Array.isArray(chosen)) {
        form[choice.field] ??= chosen;
      }
    }
  }
  for (const { field, or, default: usual } of entries) {
    if (field !== undefined) {
      if (or !== undefined && isAlike(form[field], form[or])) {
        form[field] = undefined;
      }
      form[field] ??= usual;
    }
  }
  return form;
}
