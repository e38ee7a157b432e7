import { z } from 'zod';
import { dnsLabel } from '../../names/objectNames';
import { domainName } from '../tenant/domainName';
import { portNumber, serviceName } from '../../request/fields';

const service = {
  service: serviceName.describe('Name of a Service'),
  port: portNumber.describe('Port of the Service'),
  namespace: dnsLabel
    .optional()
    .describe(
      "Only for a Service elsewhere: the tenant's own namespace of another environment, or one the platform shares",
    ),
};

const weight = z
  .int()
  .min(0)
  .max(1_000_000)
  .default(1)
  .describe('Share of the requests, in proportion to the other weights');

/**
 * A Service that gets a copy of requests.
 *
 * @public
 */
export const mirrorBackendSchema = z.strictObject(service);

/**
 * A Service that serves.
 *
 * @public
 */
export const serviceBackendSchema = z.strictObject({ ...service, weight });

/**
 * A host outside the cluster that serves.
 *
 * @public
 */
export const externalBackendSchema = z.strictObject({
  external: z
    .strictObject({
      hostname: domainName,
      port: portNumber,
      protocol: z.enum(['HTTP', 'HTTP2', 'H2C', 'TCP']).default('HTTP'),
      tls: z
        .boolean()
        .default(true)
        .describe(
          'Whether the gateway speaks TLS to it and checks its certificate',
        ),
    })
    .describe('Only where the platform allows external backends'),
  weight,
});

/**
 * Where requests go: a Service, or a host outside the cluster.
 *
 * @public
 */
export const backendSchema = z.union([
  serviceBackendSchema,
  externalBackendSchema,
]);

/**
 * A backend after parsing: a Service, or a host outside the cluster.
 *
 * @public
 */
export type Backend = z.output<typeof backendSchema>;
/**
 * A Service that gets copies, after parsing.
 *
 * @public
 */
export type MirrorBackend = z.output<typeof mirrorBackendSchema>;
