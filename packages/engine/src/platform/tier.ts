import { z } from 'zod';
import { tierAccess } from './access';

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
    counts: z
      .record(
        z
          .string()
          .regex(
            /^[a-z0-9]+(\.[a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$/,
            'must be a resource with its group, such as certificates.cert-manager.io',
          ),
        z.int().min(0),
      )
      .default({})
      .describe(
        'Objects of further kinds, as <resource>.<group>; what is not named keeps its default',
      ),
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
      'PriorityClasses that pods may name; all others are refused when any is given',
    ),
  nodeSelector: z
    .record(z.string(), z.string())
    .default({})
    .describe('Nodes the tier runs on, as labels'),
  nodeLabels: z
    .array(
      z
        .string()
        .regex(
          /^[A-Za-z0-9][-A-Za-z0-9_./]*(=[-A-Za-z0-9_.]*)?$/,
          'must be a label, <key> or <key>=<value>',
        ),
    )
    .max(50)
    .default([])
    .describe(
      'Labels of nodes that pods may choose by, beside zone, region, architecture and system; <key> or <key>=<value>',
    ),
  tolerations: z
    .array(
      z
        .string()
        .regex(
          /^[A-Za-z0-9][-A-Za-z0-9_./]*(=[-A-Za-z0-9_.]*)?(:(NoSchedule|PreferNoSchedule|NoExecute))?$/,
          'must be a taint as kubectl writes it, <key>[=<value>][:<effect>]',
        ),
    )
    .max(50)
    .default([])
    .describe(
      'Taints that pods may tolerate, <key>[=<value>][:<effect>]; no others',
    ),
  storageClasses: z
    .array(z.string().min(1))
    .max(50)
    .default([])
    .describe(
      'StorageClasses of the tier; all others are refused when any is named',
    ),
  runtimeClasses: z
    .array(z.string().min(1))
    .max(20)
    .default([])
    .describe('RuntimeClasses that pods may name; no others'),
  resources: z
    .record(
      z
        .string()
        .regex(
          /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?|hugepages-[0-9]+[KMG]i)$/,
          'must be an extended resource such as nvidia.com/gpu, or hugepages-2Mi',
        ),
      quantity,
    )
    .default({})
    .describe('Devices and huge pages that pods may ask for, and how many'),
  access: tierAccess.describe(
    'Which access of the environment the tier keeps; false removes it',
  ),
});

/**
 * A tier after parsing.
 *
 * @public
 */
export type Tier = z.output<typeof tierSchema>;
