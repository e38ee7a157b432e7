import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const weightsSchema = makeFieldSchema({
  output: z =>
    z.array(
      z.object({
        service: z.string().describe('Name of a Service'),
        port: z.number().int().describe('Port of the Service'),
        weight: z
          .number()
          .int()
          .describe('Share of the requests, in proportion to the others'),
      }),
    ),
  uiOptions: z =>
    z.object({
      tenant: z
        .string()
        .optional()
        .describe(
          'Form field with the tenant, whose workloads and services are offered; others may be typed',
        ),
    }),
});

/** Properties of the field. */
export type WeightsProps = typeof weightsSchema.TProps;
/** One backend with its share. */
export type WeightedBackend = NonNullable<WeightsProps['formData']>[number];
