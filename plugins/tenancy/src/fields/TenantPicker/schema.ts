import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const tenantPickerSchema = makeFieldSchema({
  output: z => z.string().describe('Name of a tenant that the user owns'),
});
