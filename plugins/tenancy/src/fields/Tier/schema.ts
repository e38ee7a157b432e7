import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const tierSchema = makeFieldSchema({
  output: z => z.string().describe('Name of a tier of the platform'),
});
