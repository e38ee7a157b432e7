import { z } from 'zod';
import { dnsLabel } from '../../names/objectNames';
import { requestSchema } from '../../request/envelope';
import {
  amount,
  directoryPath,
  environmentsField,
  subdomain,
} from '../../request/fields';
import { probesSchema } from './probe';
import { portSchema } from './port';

const amounts = z.strictObject({
  cpu: amount.optional().describe('Cores, as in 500m'),
  memory: amount.optional().describe('Bytes, as in 256Mi'),
  ephemeralStorage: amount.optional().describe('Bytes of local disk'),
});

const resources = z.strictObject({
  requests: amounts.default({}).describe("Absent amounts follow the tier's"),
  limits: amounts.default({}).describe("Absent amounts follow the tier's"),
});

const autoscale = z.strictObject({
  min: z.int().min(1).max(1000),
  max: z.int().min(1).max(1000),
  cpu: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('Target, as percent of the CPU request'),
  memory: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('Target, as percent of the memory request'),
  scaleDownAfter: z
    .int()
    .min(0)
    .max(3600)
    .default(300)
    .describe('Seconds of lower load before pods are taken away'),
});

const variable = z
  .string()
  .max(253)
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'must be letters, digits and _, not beginning with a digit',
  );

const variables = z
  .record(variable, z.string().max(32768))
  .describe('Plain environment variables; secret values come from secrets');

const replicas = z.int().min(0).max(1000);

const image = z
  .string()
  .min(1)
  .max(512)
  .describe('Image with a digest, or with a tag other than latest');

/**
 * The parts of a workload that an environment may set for itself.
 * `env` is merged by name, the others replace.
 *
 * @public
 */
export const workloadOverrideSchema = z.strictObject({
  image: image.optional(),
  replicas: replicas.optional(),
  autoscale: autoscale.optional(),
  resources: resources.optional(),
  env: variables.optional(),
});

/**
 * What a team asks for to run a container: a Deployment with all that belongs to it.
 *
 * @public
 */
export const workloadSpecSchema = z.strictObject({
  environments: environmentsField,
  image,
  command: z.array(z.string().max(4096)).max(64).optional(),
  args: z.array(z.string().max(4096)).max(256).optional(),
  ports: z
    .array(portSchema)
    .max(16)
    .default([])
    .describe('Without ports there is no Service'),
  replicas: replicas.optional().describe('Number of pods; 2 when left out'),
  autoscale: autoscale
    .optional()
    .describe('Instead of replicas: as many pods as the load needs'),
  resources: resources.prefault({}),
  env: variables.default({}),
  secrets: z
    .array(subdomain)
    .max(20)
    .default([])
    .describe('Secrets whose keys become environment variables'),
  secretFiles: z
    .array(z.strictObject({ secret: subdomain, path: directoryPath }))
    .max(10)
    .default([])
    .describe('Secrets that are mounted as files, read-only'),
  imagePullSecrets: z.array(subdomain).max(5).default([]),
  probes: probesSchema.prefault({}),
  readOnlyRootFilesystem: z.boolean().default(true),
  writable: z
    .array(z.strictObject({ path: directoryPath, size: amount.optional() }))
    .max(10)
    .default([{ path: '/tmp' }])
    .describe('Directories that can be written; emptied when the pod goes'),
  runAsUser: z
    .int()
    .min(1)
    .max(2147483647)
    .optional()
    .describe('User id, where the image does not name one by number'),
  priorityClass: subdomain.optional(),
  terminationGracePeriodSeconds: z.int().min(0).max(3600).default(30),
  restartOnRotation: z
    .boolean()
    .default(false)
    .describe(
      'Restart when a secret it uses changes; needs Reloader in the cluster',
    ),
  overrides: z
    .record(dnsLabel, workloadOverrideSchema)
    .default({})
    .describe('Overrides by environment'),
});

/**
 * The request file of a workload.
 *
 * @public
 */
export const workloadRequestSchema = requestSchema(
  'Workload',
  workloadSpecSchema,
);

/**
 * A Workload request after parsing, with its defaults.
 *
 * @public
 */
export type WorkloadRequest = z.output<typeof workloadRequestSchema>;
/**
 * What a Workload request asks for, with its defaults.
 *
 * @public
 */
export type WorkloadSpec = z.output<typeof workloadSpecSchema>;
/**
 * What one environment of a workload does differently.
 *
 * @public
 */
export type WorkloadOverride = z.output<typeof workloadOverrideSchema>;
