import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { fieldsOption } from '../shared/fieldsOption';

export const requestPreviewSchema = makeFieldSchema({
  output: z =>
    z.string().describe('What would change, in words; empty while it may not'),
  uiOptions: z =>
    z.object({
      kind: z
        .string()
        .describe(
          'Kind of the request, such as Tenant; Platform for the guard rails, which have no request',
        ),
      expect: z
        .enum(['create', 'change', 'either'])
        .optional()
        .describe('Whether the request may exist already'),
      mode: z
        .string()
        .optional()
        .describe(
          'Form field with create or change, instead of expect; what is changed keeps what the form does not show',
        ),
      name: z
        .string()
        .optional()
        .describe('Form field with the name of the request'),
      tenant: z.string().optional().describe('Form field with the tenant'),
      spec: fieldsOption(z),
    }),
});

/** Properties of the field. */
export type RequestPreviewProps = typeof requestPreviewSchema.TProps;
/** Options of the field, from the template. */
export type RequestPreviewOptions = NonNullable<
  RequestPreviewProps['uiSchema']['ui:options']
>;
