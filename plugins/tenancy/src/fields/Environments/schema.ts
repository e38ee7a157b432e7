import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const environmentsSchema = makeFieldSchema({
  output: z => z.array(z.string()).describe('Names of environments'),
  uiOptions: z =>
    z.object({
      tenant: z
        .string()
        .optional()
        .describe(
          'Form field with a tenant; only its environments are offered',
        ),
      optional: z.boolean().optional().describe('Whether none will do'),
    }),
});

/** Properties of the field. */
export type EnvironmentsProps = typeof environmentsSchema.TProps;
