import { z } from 'zod';

/** A Kubernetes quantity such as `500m`, `4` or `8Gi`; configuration files may hold a bare number. */
export const quantity = z.union([
  z.number().min(0).transform(String),
  z
    .string()
    .regex(
      /^(\d+(\.\d+)?|\.\d+)(m|[kMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/,
      'must be a quantity such as 500m, 4 or 8Gi',
    ),
]);

const amounts = z.strictObject({
  cpu: quantity,
  memory: quantity,
  ephemeralStorage: quantity,
});

/**
 * A tier: how much a tenant gets in every environment. CPU is in cores (`500m` is half a core),
 * memory and storage in bytes with suffixes.
 *
 * @public
 */
export const tierSchema = z.strictObject({
  description: z.string().default(''),
  quota: z.strictObject({
    requests: amounts.describe('Sum of requests'),
    limits: amounts.describe('Sum of limits'),
    storage: quantity.describe('Sum of requested persistent storage'),
    pods: z.int().min(1).max(100000),
    persistentVolumeClaims: z.int().min(0).default(10),
    services: z.int().min(0).default(20),
    configMaps: z.int().min(0).default(100),
    secrets: z.int().min(0).default(100),
    routes: z.int().min(0).default(50).describe('Routes of each kind'),
  }),
  container: z
    .strictObject({
      defaultRequest: amounts.describe(
        'Request of a container that names none',
      ),
      default: amounts.describe('Limit of a container that names none'),
      max: amounts.describe('Most that one container may have'),
    })
    .describe('Becomes the LimitRange'),
  priorityClasses: z
    .array(z.string().min(1))
    .max(10)
    .default([])
    .describe(
      'PriorityClasses the tier may use; all others are refused when any is named',
    ),
  nodeSelector: z
    .record(z.string(), z.string())
    .default({})
    .describe('Nodes the tier runs on, as labels'),
});

/**
 * A tier after parsing.
 *
 * @public
 */
export type Tier = z.output<typeof tierSchema>;
