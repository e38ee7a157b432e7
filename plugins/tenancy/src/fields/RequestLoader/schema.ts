import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { fieldsOption } from '../shared/fieldsOption';

export const requestLoaderSchema = makeFieldSchema({
  output: z =>
    z.record(z.unknown()).describe('A page of the form, with all fields'),
  uiOptions: z =>
    z.object({
      kind: z
        .string()
        .optional()
        .describe('Kind of the request, such as Route'),
      kindField: z
        .string()
        .optional()
        .describe('Form field with the kind, instead of kind'),
      name: z.string().describe('Form field with the name of the request'),
      tenant: z.string().optional().describe('Form field with the tenant'),
      mode: z
        .string()
        .optional()
        .describe(
          'Form field that says change when there is one to load; without it there always is one',
        ),
      loaded: z
        .string()
        .describe(
          'Hidden form field that remembers which request the form was filled from',
        ),
      spec: fieldsOption(z),
    }),
});

/** Properties of the field. */
export type RequestLoaderProps = typeof requestLoaderSchema.TProps;
