import type { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import type { JsonValue } from '@backstage/types';

/** Zod as `makeFieldSchema` hands it over. */
type Z = Parameters<
  NonNullable<Parameters<typeof makeFieldSchema>[0]['uiOptions']>
>[0];

/** The option of a field that says how form fields become the spec of a request. */
export function fieldsOption(z: Z) {
  const json = z.unknown() as unknown as ReturnType<typeof z.custom<JsonValue>>;
  return z
    .union([
      z.array(z.string()),
      z.record(
        z.union([
          z.string(),
          z.object({
            field: z.string().optional(),
            value: json.optional(),
            when: z.record(json).optional(),
            default: json.optional(),
            or: z.string().optional(),
            choice: z
              .object({ field: z.string(), present: json, absent: json })
              .optional(),
          }),
        ]),
      ),
    ])
    .optional()
    .describe(
      'Form fields of the spec: a list, or the form field by its path in the spec',
    );
}
