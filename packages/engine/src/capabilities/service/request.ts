import { z } from 'zod';
import { dnsLabel } from '../../names/objectNames';
import { requestSchema } from '../../request/envelope';
import {
  httpAttachment,
  portAttachment,
  tlsAttachment,
} from '../route/attachment';
import { grpcRuleSchema } from '../route/grpcRule';
import { httpRuleSchema } from '../route/httpRule';
import { secretSpecSchema } from '../secret/request';
import { directoryPath, environmentsField } from '../../request/fields';
import { workloadSpecSchema } from '../workload/request';

const port = dnsLabel
  .optional()
  .describe("Name of the workload's port; the first one when left out");

const httpRules = z
  .array(httpRuleSchema)
  .min(1)
  .max(16)
  .prefault([{}])
  .describe('Rules without backends go to the workload');

const grpcRules = z
  .array(
    grpcRuleSchema.extend({
      backends: grpcRuleSchema.shape.backends.or(z.tuple([])).default([]),
    }),
  )
  .min(1)
  .max(16)
  .prefault([{}])
  .describe('Rules without backends go to the workload');

const route = z.discriminatedUnion('protocol', [
  z.strictObject({
    protocol: z.literal('HTTP'),
    port,
    ...httpAttachment({}),
    rules: httpRules,
  }),
  z.strictObject({
    protocol: z.literal('GRPC'),
    port,
    ...httpAttachment({}),
    rules: grpcRules,
  }),
  z.strictObject({ protocol: z.literal('TLS'), port, ...tlsAttachment({}) }),
  z.strictObject({ protocol: z.literal('TCP'), port, ...portAttachment({}) }),
  z.strictObject({ protocol: z.literal('UDP'), port, ...portAttachment({}) }),
]);

const secret = secretSpecSchema.omit({ environments: true }).extend({
  name: dnsLabel
    .max(40, 'must have at most 40 characters')
    .describe('Unique in the service'),
  use: z
    .enum(['env', 'files', 'pull', 'none'])
    .default('env')
    .describe(
      'How the workload gets it: as environment variables, as files, to pull its image, or not at all',
    ),
  path: directoryPath
    .optional()
    .describe('Where the files are; /secrets/<name> when left out'),
});

/**
 * What a team asks for to go from an image to a URL in one step: a workload, its secrets and its route.
 *
 * @public
 */
export const serviceSpecSchema = z.strictObject({
  environments: environmentsField,
  workload: workloadSpecSchema.omit({ environments: true }),
  secrets: z.array(secret).max(10).default([]),
  route: route.optional(),
});

/**
 * The request file of a service.
 *
 * @public
 */
export const serviceRequestSchema = requestSchema('Service', serviceSpecSchema);

/**
 * A Service request after parsing, with its defaults.
 *
 * @public
 */
export type ServiceRequest = z.output<typeof serviceRequestSchema>;
/**
 * What a Service request asks for, with its defaults.
 *
 * @public
 */
export type ServiceSpec = z.output<typeof serviceSpecSchema>;
