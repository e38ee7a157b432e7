import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const portRefSchema = makeFieldSchema({
  output: z =>
    z.union([z.string(), z.number()]).describe('Name or number of a port'),
});
