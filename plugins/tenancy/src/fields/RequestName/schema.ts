import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const requestNameSchema = makeFieldSchema({
  output: z => z.string().describe('Name of a request'),
  uiOptions: z =>
    z.object({
      kind: z.string().describe('Kind of the request, such as Route'),
      tenant: z
        .string()
        .optional()
        .describe('Form field with the tenant; not for Tenant requests'),
      mode: z
        .string()
        .describe(
          'Form field with create, for a name that is new, or change, for one that is there',
        ),
    }),
});

/** Properties of the field. */
export type RequestNameProps = typeof requestNameSchema.TProps;
/** Options of the field, from the template. */
export type RequestNameOptions = NonNullable<
  RequestNameProps['uiSchema']['ui:options']
>;
