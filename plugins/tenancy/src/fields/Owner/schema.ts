import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const ownerSchema = makeFieldSchema({
  output: z => z.string().describe('Entity reference of a group'),
});
