import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { fieldsOption } from '../shared/fieldsOption';

export const requestPreviewSchema = makeFieldSchema({
  output: z =>
    z
      .object({
        changes: z
          .array(z.string())
          .optional()
          .describe('What would change, in words; absent while it may not'),
        confirmed: z
          .array(z.string())
          .optional()
          .describe('Ids of the removals that the user has confirmed'),
      })
      .describe('What was previewed and confirmed'),
  uiOptions: z =>
    z.object({
      kind: z
        .string()
        .optional()
        .describe(
          'Kind of the request, such as Tenant; Platform for the guard rails, which have no request',
        ),
      kindField: z
        .string()
        .optional()
        .describe('Form field with the kind, instead of kind'),
      action: z
        .enum(['remove', 'copy', 'render'])
        .optional()
        .describe(
          'What happens to a request that is there, where the form neither makes nor changes one; copy follows the fields toName, toTenant, way, where and environments of the form; render renders all requests of the tenant again, or of all tenants where the field scope of the form is all',
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
      loaded: z
        .string()
        .optional()
        .describe(
          'Hidden form field with the request that the form was filled from (loaded)',
        ),
      yaml: z
        .string()
        .optional()
        .describe(
          'Form field with the request as YAML, which counts before all others (yaml)',
        ),
      name: z
        .string()
        .optional()
        .describe('Form field with the name of the request'),
      tenant: z.string().optional().describe('Form field with the tenant'),
      spec: fieldsOption(z),
    }),
});

/** The value of the field. */
export type RequestPreviewValue = NonNullable<RequestPreviewProps['formData']>;
/** Properties of the field. */
export type RequestPreviewProps = typeof requestPreviewSchema.TProps;
/** Options of the field, from the template. */
export type RequestPreviewOptions = NonNullable<
  RequestPreviewProps['uiSchema']['ui:options']
>;
