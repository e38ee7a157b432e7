import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const requestNameSchema = makeFieldSchema({
  output: z => z.string().describe('Name of a request'),
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
      tenant: z
        .string()
        .optional()
        .describe('Form field with the tenant; not for Tenant requests'),
      expect: z
        .enum(['create', 'change', 'remove'])
        .optional()
        .describe(
          'Whether the name is new, or that of a request that is there; remove also offers what a request left behind',
        ),
      mode: z
        .string()
        .optional()
        .describe(
          'Form field with create, for a name that is new, or change, for one that is there; instead of expect',
        ),
    }),
});

/** Properties of the field. */
export type RequestNameProps = typeof requestNameSchema.TProps;
/** Options of the field, from the template. */
export type RequestNameOptions = NonNullable<
  RequestNameProps['uiSchema']['ui:options']
>;
