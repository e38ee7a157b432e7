import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import type { JsonValue } from '@backstage/types';

export const rowsSchema = makeFieldSchema({
  output: z =>
    z
      .array(z.unknown() as unknown as ReturnType<typeof z.custom<JsonValue>>)
      .describe('The rows; those that nobody filled in count for nothing'),
  uiOptions: z =>
    z.object({
      add: z
        .string()
        .optional()
        .describe('What the button says, such as Add a port'),
      required: z.boolean().optional().describe('Whether there must be a row'),
    }),
});

/** Properties of the field. */
export type RowsProps = typeof rowsSchema.TProps;
