import { z } from 'zod';
import { dnsLabel } from '../../names/objectNames';
import { requestSchema } from '../../request/envelope';
import { environmentsField, subdomain } from '../../request/fields';
import { triggerSchema } from './triggers';

const pods = z.int().min(0).max(1000);

const rules = z.strictObject({
  stabilizationWindowSeconds: z.int().min(0).max(3600).optional(),
  selectPolicy: z.enum(['Max', 'Min', 'Disabled']).optional(),
  policies: z
    .array(
      z.strictObject({
        type: z.enum(['Pods', 'Percent']),
        value: z.int().min(1).max(1_000_000),
        periodSeconds: z.int().min(1).max(1800),
      }),
    )
    .min(1)
    .max(10)
    .optional(),
});

const fallback = z
  .strictObject({
    failures: z
      .int()
      .min(1)
      .max(1000)
      .describe('Consecutive failures before it is used'),
    replicas: pods,
  })
  .describe('Number of pods while a trigger cannot be read');

const triggers = z
  .array(triggerSchema)
  .min(1)
  .max(20)
  .describe('What to scale on; the trigger that asks for the most pods wins');

const min = pods.describe('Minimum number of pods; 0 allows scaling to zero');
const max = z.int().min(1).max(1000).describe('Most pods');
const idle = z
  .literal(0)
  .optional()
  .describe('Number of pods while no trigger is active; needs min above 0');

/**
 * The parts of a scaler that an environment may set for itself. Each replaces.
 *
 * @public
 */
export const scalerOverrideSchema = z.strictObject({
  min: min.optional(),
  max: max.optional(),
  idle,
  triggers: triggers.optional(),
  fallback: fallback.optional(),
});

/**
 * What a team asks for to scale a workload by events: a ScaledObject of KEDA with its credentials.
 *
 * @public
 */
export const scalerSpecSchema = z.strictObject({
  environments: environmentsField,
  target: z.strictObject({
    kind: z
      .enum(['Workload', 'Deployment', 'StatefulSet', 'Rollout'])
      .default('Workload')
      .describe(
        'Workload: what a Workload or Service request of this name runs',
      ),
    name: subdomain,
  }),
  min,
  max,
  idle,
  pollingInterval: z
    .int()
    .min(5)
    .max(3600)
    .default(30)
    .describe('Seconds between checks of the triggers'),
  cooldown: z
    .int()
    .min(0)
    .max(86400)
    .default(300)
    .describe('Seconds after the last activity before it scales to zero'),
  initialCooldown: z
    .int()
    .min(0)
    .max(86400)
    .optional()
    .describe('Seconds after it was made before it scales to zero'),
  restoreReplicas: z
    .boolean()
    .default(false)
    .describe('The number of pods goes back to what it was when this goes'),
  behavior: z
    .strictObject({
      scaleUp: rules.optional(),
      scaleDown: rules.optional(),
    })
    .optional()
    .describe('How fast pods come and go'),
  fallback: fallback.optional(),
  triggers,
  overrides: z
    .record(dnsLabel, scalerOverrideSchema)
    .default({})
    .describe('Overrides by environment'),
});

/**
 * The request file of a scaler.
 *
 * @public
 */
export const scalerRequestSchema = requestSchema('Scaler', scalerSpecSchema);

/**
 * A Scaler request after parsing, with its defaults.
 *
 * @public
 */
export type ScalerRequest = z.output<typeof scalerRequestSchema>;
/**
 * What a Scaler request asks for, with its defaults.
 *
 * @public
 */
export type ScalerSpec = z.output<typeof scalerSpecSchema>;
/**
 * What one environment of a scaler does differently.
 *
 * @public
 */
export type ScalerOverride = z.output<typeof scalerOverrideSchema>;
