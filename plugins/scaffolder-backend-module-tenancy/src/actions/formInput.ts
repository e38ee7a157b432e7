import type { Z } from './outputs';

/** How a request is given to an action. */
export interface FormInput {
  spec?: Record<string, unknown>;
  form?: Record<string, unknown>;
  fields?: unknown;
  loaded?: string;
  yaml?: string;
}

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
            default: z.unknown(),
            or: z.string().optional(),
            choice: z
              .object({
                field: z.string(),
                present: z.unknown(),
                absent: z.unknown(),
              })
              .optional(),
          }),
        ]),
      ),
    ])
    .optional()
    .describe(
      'The form field, or a fixed value, by its path in the spec; a list where form and spec call them the same',
    );

/** The parameters of a form. */
export const formInput = (z: Z) =>
  z
    .record(z.unknown())
    .optional()
    .describe(
      'Instead of spec: the parameters of a form. With mode change only what was changed in the form is changed in Git',
    );

/** The hidden field of the form. */
export const loadedInput = (z: Z) =>
  z
    .string()
    .max(500_000)
    .optional()
    .describe(
      'The hidden field of the form with the request that it was filled from (form.loaded)',
    );

/** The request as somebody wrote it. */
export const yamlInput = (z: Z) =>
  z
    .string()
    .max(100_000)
    .optional()
    .describe(
      'Instead of spec or form: the whole request document as YAML, which counts before the fields of a form (form.yaml)',
    );

/** What the user has confirmed. */
export const confirmedInput = (z: Z) =>
  z
    .array(z.string().max(500))
    .max(1000)
    .optional()
    .describe(
      'Ids of what may go away, as <environment>/<kind>/<name>; * for all. Anything else that would go away is refused',
    );
