import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { fieldsOption } from '../shared/fieldsOption';

export const requestYamlSchema = makeFieldSchema({
  output: z =>
    z
      .string()
      .describe(
        'The whole request as YAML, which counts before the fields of the form; empty while the form counts',
      ),
  uiOptions: z =>
    z.object({
      kind: z.string().describe('Kind of the request, such as Route'),
      mode: z.string().optional().describe('Form field with create or change'),
      loaded: z
        .string()
        .optional()
        .describe(
          'Hidden form field with the request that the form was filled from (loaded)',
        ),
      name: z.string().describe('Form field with the name of the request'),
      tenant: z.string().optional().describe('Form field with the tenant'),
      spec: fieldsOption(z),
    }),
});

/** Properties of the field. */
export type RequestYamlProps = typeof requestYamlSchema.TProps;
/** Options of the field, from the template. */
export type RequestYamlOptions = NonNullable<
  RequestYamlProps['uiSchema']['ui:options']
>;
