import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const secretStoreSchema = makeFieldSchema({
  output: z => z.string().describe('Name of a secret store of the platform'),
  uiOptions: z =>
    z.object({
      tenant: z
        .string()
        .optional()
        .describe(
          'Form field with the tenant, whose environments count where none is chosen',
        ),
      environments: z
        .string()
        .optional()
        .describe(
          'Form field with the environments; only stores that all of them have are offered',
        ),
    }),
});
