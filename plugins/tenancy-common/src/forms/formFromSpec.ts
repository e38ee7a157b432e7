import type { JsonObject, JsonValue } from '@backstage/types';
import { type FormFields, specEntries } from './FormFields';
import { valueAt } from './specPaths';

/**
 * The values of form fields that a spec stands for, to fill a change form. A field that the spec says nothing of is undefined.
 *
 * @public
 */
export function formFromSpec(
  spec: JsonObject,
  fields: FormFields,
): Record<string, JsonValue | undefined> {
  const form: Record<string, JsonValue | undefined> = {};
  for (const { path, field } of specEntries(fields)) {
    if (field !== undefined) {
      form[field] ??= valueAt(spec, path);
    }
  }
  return form;
}
