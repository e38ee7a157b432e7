import { z } from 'zod';
import { portName, portNumber } from '../../request/fields';

const port = z
  .union([portNumber, portName])
  .describe('Number, or name of one of the ports');

const timing = {
  initialDelaySeconds: z.int().min(0).max(3600).optional(),
  periodSeconds: z.int().min(1).max(3600).optional(),
  timeoutSeconds: z.int().min(1).max(3600).optional(),
  failureThreshold: z.int().min(1).max(1000).optional(),
};

const probe = z.strictObject({
  http: z
    .strictObject({
      path: z
        .string()
        .max(1024)
        .regex(/^\/\S*$/, 'must begin with /'),
      port,
      scheme: z.enum(['HTTP', 'HTTPS']).default('HTTP'),
    })
    .optional(),
  tcp: z.strictObject({ port }).optional(),
  grpc: z
    .strictObject({ port, service: z.string().max(253).optional() })
    .optional(),
  exec: z
    .strictObject({
      command: z.array(z.string().min(1).max(4096)).min(1).max(64),
    })
    .optional(),
  ...timing,
});

/**
 * How Kubernetes finds out about a container: each probe asks in exactly one way (http, tcp, grpc or exec).
 *
 * @public
 */
export const probesSchema = z.strictObject({
  liveness: probe.optional().describe('Failing: the container is restarted'),
  readiness: probe
    .extend({ successThreshold: z.int().min(1).max(100).optional() })
    .optional()
    .describe('Failing: no traffic'),
  startup: probe.optional().describe('The others wait for it'),
});

/**
 * The probes of a workload after parsing.
 *
 * @public
 */
export type Probes = z.output<typeof probesSchema>;
/**
 * One probe after parsing; only a readiness probe has a `successThreshold`.
 *
 * @public
 */
export type Probe = z.output<typeof probe> & { successThreshold?: number };
