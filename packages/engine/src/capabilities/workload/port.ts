import { z } from 'zod';
import { portName, portNumber } from '../../request/fields';

/**
 * A port of a workload.
 *
 * @public
 */
export const portSchema = z.strictObject({
  name: portName,
  port: portNumber.describe('Where the container listens'),
  servicePort: portNumber
    .optional()
    .describe('Port of the Service; the same when left out'),
  protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP'),
  appProtocol: z
    .enum([
      'http',
      'https',
      'grpc',
      'kubernetes.io/h2c',
      'kubernetes.io/ws',
      'kubernetes.io/wss',
    ])
    .optional()
    .describe('What is spoken on it, where gateways need to know'),
});

/**
 * A port after parsing.
 *
 * @public
 */
export type WorkloadPort = z.output<typeof portSchema>;
