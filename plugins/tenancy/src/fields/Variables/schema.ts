import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const variablesSchema = makeFieldSchema({
  output: z => z.record(z.string()).describe('Values by the name of each'),
  uiOptions: z =>
    z.object({
      is: z
        .enum(['variable', 'key'])
        .optional()
        .describe(
          'What the names are: those of environment variables, or keys of a Secret',
        ),
      add: z.string().optional().describe('What the button says'),
    }),
});

/** Properties of the field. */
export type VariablesProps = typeof variablesSchema.TProps;
/** Options of the field, from the template. */
export type VariablesOptions = NonNullable<
  VariablesProps['uiSchema']['ui:options']
>;
