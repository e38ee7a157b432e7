import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const environmentsSchema = makeFieldSchema({
  output: z => z.array(z.string()).describe('Names of environments'),
  uiOptions: z =>
    z.object({
      tenant: z
        .union([z.string(), z.array(z.string())])
        .optional()
        .describe(
          'Form field with a tenant, or several of which the first that is filled in counts; only its environments are offered',
        ),
      optional: z.boolean().optional().describe('Whether none will do'),
    }),
});
