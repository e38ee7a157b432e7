import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const secretStoreSchema = makeFieldSchema({
  output: z => z.string().describe('Name of a secret store of the platform'),
  uiOptions: z =>
    z.object({
      environments: z
        .string()
        .optional()
        .describe(
          'Form field with the environments; only stores that all of them have are offered',
        ),
    }),
});

/** Properties of the field. */
export type SecretStoreProps = typeof secretStoreSchema.TProps;
