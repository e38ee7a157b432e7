import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const endpointSchema = makeFieldSchema({
  output: z => z.string().describe('Name of an endpoint of the platform'),
  uiOptions: z =>
    z.object({
      type: z
        .string()
        .describe('Type of the trigger, such as kafka or prometheus'),
      required: z.boolean().optional().describe('Whether one must be chosen'),
      tenant: z
        .string()
        .optional()
        .describe(
          'Form field with the tenant, whose environments count where none is chosen',
        ),
      environments: z
        .string()
        .optional()
        .describe('Form field with the environments'),
    }),
});

/** Properties of the field. */
export type EndpointProps = typeof endpointSchema.TProps;
/** Options of the field, from the template. */
export type EndpointOptions = NonNullable<
  EndpointProps['uiSchema']['ui:options']
>;
