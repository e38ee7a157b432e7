import { z } from 'zod';
import { requestSchema } from '../../request/envelope';
import { environmentsField } from '../../request/fields';
import { httpAttachment, portAttachment, tlsAttachment } from './attachment';
import { backendSchema } from './backend';
import { grpcRuleSchema } from './grpcRule';
import { httpRuleSchema } from './httpRule';

const httpRules = z.array(httpRuleSchema).min(1).max(16);
const grpcRules = z.array(grpcRuleSchema).min(1).max(16);
const backends = z.array(backendSchema).min(1).max(16);

const everyRoute = { environments: environmentsField };

/**
 * What a team asks for to be reached. The protocol decides which kind of route it becomes.
 * Rules and backends may differ by environment, as for a canary that only one of them has.
 *
 * @public
 */
export const routeSpecSchema = z.discriminatedUnion('protocol', [
  z.strictObject({
    protocol: z.literal('HTTP'),
    ...everyRoute,
    ...httpAttachment({ rules: httpRules.optional() }),
    rules: httpRules,
  }),
  z.strictObject({
    protocol: z.literal('GRPC'),
    ...everyRoute,
    ...httpAttachment({ rules: grpcRules.optional() }),
    rules: grpcRules,
  }),
  z.strictObject({
    protocol: z.literal('TLS'),
    ...everyRoute,
    ...tlsAttachment({ backends: backends.optional() }),
    backends,
  }),
  z.strictObject({
    protocol: z.literal('TCP'),
    ...everyRoute,
    ...portAttachment({ backends: backends.optional() }),
    backends,
  }),
  z.strictObject({
    protocol: z.literal('UDP'),
    ...everyRoute,
    ...portAttachment({ backends: backends.optional() }),
    backends,
  }),
]);

/**
 * The request file of a route.
 *
 * @public
 */
export const routeRequestSchema = requestSchema('Route', routeSpecSchema);

/**
 * A Route request after parsing, with its defaults.
 *
 * @public
 */
export type RouteRequest = z.output<typeof routeRequestSchema>;
/**
 * What a Route request asks for, by protocol, with its defaults.
 *
 * @public
 */
export type RouteSpec = z.output<typeof routeSpecSchema>;
