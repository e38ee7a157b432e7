import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  specFromForm,
  type FormFields,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { Z } from './outputs';

/** How form fields become the spec: the same that the preview of the template is told. */
export const formFieldsInput = (z: Z) =>
  z
    .union([
      z.array(z.string()),
      z.record(
        z.union([
          z.string(),
          z.object({
            field: z.string().optional(),
            value: z.unknown(),
            when: z.record(z.unknown()).optional(),
          }),
        ]),
      ),
    ])
    .optional()
    .describe(
      'The form field, or a fixed value, by its path in the spec; a list where form and spec call them the same',
    );

/**
 * The spec that an action was given, whole or as a form.
 *
 * @throws InputError when it is neither or both
 */
export async function specOf(
  input: {
    spec?: Record<string, unknown>;
    form?: Record<string, unknown>;
    fields?: unknown;
  },
  present: () => Promise<JsonObject | undefined> | undefined,
): Promise<Record<string, unknown>> {
  const { spec, form, fields } = input;
  if (spec && !form && !fields) {
    return spec;
  }
  if (!form || !fields || spec) {
    throw new InputError(
      'Either spec is given, or form together with fields; the author of the template can mend this.',
    );
  }
  return specFromForm(
    // Both came as JSON, and their schemas have been checked.
    form as JsonObject,
    fields as FormFields,
    await present(),
  );
}
