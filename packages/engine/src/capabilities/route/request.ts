import { z } from 'zod';
import { dnsLabel } from '../../names/dnsLabel';
import { requestSchema } from '../../request/envelope';
import { environmentsField, subdomain } from '../shared/fields';
import { backendSchema } from './backend';
import { grpcRuleSchema } from './grpcRule';
import { httpRuleSchema } from './httpRule';

const hostname = z
  .string()
  .min(1)
  .max(253)
  .regex(
    /^(\*\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)*[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'must be a hostname in lower case, which may begin with *.',
  );

const parent = z.strictObject({
  gateway: dnsLabel.describe('Name of a gateway the platform offers'),
  listener: subdomain
    .optional()
    .describe('Name of its listener; chosen by protocol when left out'),
});

const parents = z
  .array(parent)
  .min(1)
  .max(16)
  .describe('Gateways that take the requests');

const hostnames = z
  .array(hostname)
  .min(1)
  .max(16)
  .optional()
  .describe('<name>.<domain> of the first domain of the tenant when left out');

/** What every route has. */
const everyRoute = { environments: environmentsField, parents };

const overridable = { parents: parents.optional() };

function overrides<S extends z.ZodRawShape>(shape: S) {
  return z
    .record(dnsLabel, z.strictObject(shape))
    .default({})
    .describe('What is different in an environment, by its name');
}

const named = {
  ...everyRoute,
  hostnames,
  overrides: overrides({ ...overridable, hostnames }),
};

const nameless = { ...everyRoute, overrides: overrides(overridable) };

const tlsHostnames = z.array(hostname).min(1).max(1024).optional();

const backends = z.array(backendSchema).min(1).max(16);

/**
 * What a team asks for to be reached. The protocol decides which kind of route it becomes.
 *
 * @public
 */
export const routeSpecSchema = z.discriminatedUnion('protocol', [
  z.strictObject({
    protocol: z.literal('HTTP'),
    ...named,
    rules: z.array(httpRuleSchema).min(1).max(16),
  }),
  z.strictObject({
    protocol: z.literal('GRPC'),
    ...named,
    rules: z.array(grpcRuleSchema).min(1).max(16),
  }),
  z.strictObject({
    protocol: z.literal('TLS'),
    ...everyRoute,
    hostnames: tlsHostnames,
    overrides: overrides({ ...overridable, hostnames: tlsHostnames }),
    backends,
  }),
  z.strictObject({ protocol: z.literal('TCP'), ...nameless, backends }),
  z.strictObject({ protocol: z.literal('UDP'), ...nameless, backends }),
]);

/**
 * The request file of a route.
 *
 * @public
 */
export const routeRequestSchema = requestSchema('Route', routeSpecSchema);

/** @public */
export type RouteRequest = z.output<typeof routeRequestSchema>;
/** @public */
export type RouteSpec = z.output<typeof routeSpecSchema>;
/** @public */
export type RouteParent = z.output<typeof parent>;
