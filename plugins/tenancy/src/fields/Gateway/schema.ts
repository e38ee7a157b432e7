import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const gatewaySchema = makeFieldSchema({
  output: z => z.string().describe('Name of a gateway of the platform'),
  uiOptions: z =>
    z.object({
      tenant: z
        .string()
        .optional()
        .describe(
          'Form field with the tenant, whose environments count where none is chosen',
        ),
      environments: z
        .string()
        .optional()
        .describe(
          'Form field with the environments; only gateways that all of them have are offered',
        ),
      protocols: z
        .array(z.string())
        .optional()
        .describe('Only gateways with a listener of one of these protocols'),
      protocol: z
        .string()
        .optional()
        .describe(
          'Form field with the protocol of a route: HTTP, GRPC, TLS, TCP or UDP; only gateways that take it are offered',
        ),
    }),
});

/** Properties of the field. */
export type GatewayProps = typeof gatewaySchema.TProps;
/** Options of the field, from the template. */
export type GatewayOptions = NonNullable<
  GatewayProps['uiSchema']['ui:options']
>;
