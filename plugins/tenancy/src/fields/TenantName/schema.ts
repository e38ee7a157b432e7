import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const tenantNameSchema = makeFieldSchema({
  output: z => z.string().describe('Name of a tenant that does not exist yet'),
});
