import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const secretPathSchema = makeFieldSchema({
  output: z =>
    z.string().describe('Path in a secret store, inside the tenant’s prefix'),
  uiOptions: z =>
    z.object({
      tenant: z.string().describe('Form field with the tenant'),
      environment: z
        .string()
        .optional()
        .describe(
          'Form field with the environment, or with a list of which the first counts',
        ),
      store: z
        .string()
        .optional()
        .describe('Form field with the store; else the first one counts'),
    }),
});

/** Properties of the field. */
export type SecretPathProps = typeof secretPathSchema.TProps;
/** Options of the field, from the template. */
export type SecretPathOptions = NonNullable<
  SecretPathProps['uiSchema']['ui:options']
>;
