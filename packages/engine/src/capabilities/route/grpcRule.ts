import { z } from 'zod';
import { subdomain } from '../../request/fields';
import { externalBackendSchema, serviceBackendSchema } from './backend';
import { grpcFilterSchema } from './filters';
import { headerMatches } from './headers';

const method = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Exact'),
    service: z
      .string()
      .max(1024)
      .regex(
        /^[A-Za-z_][A-Za-z_0-9]*(\.[A-Za-z_][A-Za-z_0-9]*)*$/,
        'must be a gRPC service such as shop.v1.Cart',
      )
      .optional(),
    method: z
      .string()
      .max(1024)
      .regex(/^[A-Za-z_][A-Za-z_0-9]*$/, 'must be a gRPC method such as Get')
      .optional(),
  }),
  z.strictObject({
    type: z.literal('RegularExpression'),
    service: z.string().min(1).max(1024).optional(),
    method: z.string().min(1).max(1024).optional(),
  }),
]);

const backendFilters = {
  filters: z.array(grpcFilterSchema).max(16).optional(),
};

/**
 * A rule of a gRPC route. Without matches it takes every call.
 *
 * @public
 */
export const grpcRuleSchema = z.strictObject({
  name: subdomain.optional(),
  matches: z
    .array(
      z.strictObject({
        method: method.optional().describe('gRPC service, method or both'),
        headers: headerMatches,
      }),
    )
    .max(64)
    .default([]),
  filters: z.array(grpcFilterSchema).max(16).optional(),
  backends: z
    .array(
      z.union([
        serviceBackendSchema.extend(backendFilters),
        externalBackendSchema.extend(backendFilters),
      ]),
    )
    .min(1)
    .max(16),
});

/**
 * A rule of a gRPC route after parsing, with its defaults.
 *
 * @public
 */
export type GrpcRule = z.output<typeof grpcRuleSchema>;
