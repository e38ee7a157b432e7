import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const requestPreviewSchema = makeFieldSchema({
  output: z =>
    z.string().describe('What would change, in words; empty while it may not'),
  uiOptions: z =>
    z.object({
      kind: z.string().describe('Kind of the request, such as Tenant'),
      expect: z
        .enum(['create', 'change', 'either'])
        .optional()
        .describe('Whether the request may exist already'),
      name: z.string().describe('Form field with the name of the request'),
      tenant: z.string().optional().describe('Form field with the tenant'),
      spec: z
        .union([z.array(z.string()), z.record(z.string())])
        .optional()
        .describe(
          'Form fields of the spec: a list, or the form field by its path in the spec',
        ),
    }),
});

/** Properties of the field. */
export type RequestPreviewProps = typeof requestPreviewSchema.TProps;
/** Options of the field, from the template. */
export type RequestPreviewOptions = NonNullable<
  RequestPreviewProps['uiSchema']['ui:options']
>;
