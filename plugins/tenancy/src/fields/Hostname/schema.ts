import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const hostnameSchema = makeFieldSchema({
  output: z => z.string().describe('A hostname inside the domains of a tenant'),
  uiOptions: z =>
    z.object({
      tenant: z.string().describe('Form field with the tenant'),
      environment: z
        .string()
        .optional()
        .describe(
          'Form field with the environment, or with a list of which the first counts',
        ),
    }),
});

/** Properties of the field. */
export type HostnameProps = typeof hostnameSchema.TProps;
