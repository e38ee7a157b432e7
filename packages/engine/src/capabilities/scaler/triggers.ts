import { z } from 'zod';
import { dnsLabel } from '../../names/objectNames';
import { amount, secretKey, subdomain } from '../../request/fields';
import { cronProblem } from '../../validate/rules/cron';
import { timeZoneProblem } from '../../validate/rules/timeZone';

const named = {
  name: dnsLabel
    .max(40, 'must have at most 40 characters')
    .optional()
    .describe('Names the trigger in events; unique in the scaler'),
};

const endpoint = dnsLabel.describe('An endpoint that the environment offers');

/** A name that brokers take, on one line. */
const brokerName = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line');

const topicName = z
  .string()
  .max(249)
  .regex(
    /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/,
    'must be letters, digits, ., _ and -, and not . or ..',
  );

/** A form keeps `0.50` as it was typed. */
const target = z.union([
  z.number().positive().max(1e15),
  z
    .string()
    .regex(
      /^(?=.*[1-9])\d{1,15}(\.\d{1,9})?$/,
      'must be a number above 0, such as 0.5',
    )
    .transform(Number),
]);
const activation = z
  .number()
  .min(0)
  .max(1e15)
  .optional()
  .describe('Scales from zero above this; 0 when left out');
const whole = z.int().min(1).max(1_000_000_000);
const wholeActivation = z
  .int()
  .min(0)
  .max(1_000_000_000)
  .optional()
  .describe('Scales from zero above this; 0 when left out');

/** Keys of one Secret of the namespace, by what they are for. */
function credentials<T extends z.ZodRawShape>(keys: T) {
  return z.strictObject({
    secret: subdomain.describe(
      'A Secret in the namespace, as a Secret request makes it',
    ),
    ...keys,
  });
}

const key = secretKey.optional();

const resource = {
  ...named,
  utilization: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('Target, as percent of the request'),
  average: amount.optional().describe('Target, as an amount of each pod'),
  container: dnsLabel
    .optional()
    .describe('Only this container; the whole pod when left out'),
};

const schedule = z
  .string()
  .max(256)
  .superRefine((value, context) => {
    const problem = cronProblem(value);
    if (problem) {
      context.addIssue({ code: 'custom', message: problem });
    }
  });

/**
 * What makes a scaler add pods: one of the types that KEDA has, with the fields that a team may say.
 *
 * @public
 */
export const triggerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('cpu'), ...resource }),
  z.strictObject({ type: z.literal('memory'), ...resource }),
  z.strictObject({
    type: z.literal('cron'),
    ...named,
    timezone: z
      .string()
      .max(64)
      .superRefine((value, context) => {
        const problem = timeZoneProblem(value);
        if (problem) {
          context.addIssue({ code: 'custom', message: problem });
        }
      })
      .describe('As in Europe/Berlin'),
    start: schedule.describe('When it begins: five fields, as in 0 8 * * 1-5'),
    end: schedule.describe('When it ends, in the same form'),
    replicas: z.int().min(1).max(1000).describe('Pods between the two'),
  }),
  z.strictObject({
    type: z.literal('prometheus'),
    ...named,
    endpoint,
    query: z
      .string()
      .min(1)
      .max(8192)
      .describe('PromQL that gives a single number'),
    threshold: target.describe('Target value per pod'),
    activation,
    failOnNothing: z
      .boolean()
      .default(false)
      .describe('Treat an empty result as an error instead of 0'),
    credentials: credentials({
      username: key,
      password: key,
      bearerToken: key,
      ca: key,
      cert: key,
      key,
    }).optional(),
  }),
  z.strictObject({
    type: z.literal('kafka'),
    ...named,
    endpoint,
    topic: topicName,
    consumerGroup: brokerName(255),
    lag: whole.default(10).describe('Target lag per pod, in messages'),
    activation: wholeActivation,
    offsetReset: z.enum(['latest', 'earliest']).default('latest'),
    allowIdleConsumers: z
      .boolean()
      .default(false)
      .describe('Allow more pods than partitions'),
    zeroOnInvalidOffset: z.boolean().default(false),
    excludePersistentLag: z.boolean().default(false),
    limitToPartitionsWithLag: z.boolean().default(false),
    credentials: credentials({
      username: key,
      password: key,
      ca: key,
      cert: key,
      key,
    }).optional(),
  }),
  z.strictObject({
    type: z.literal('rabbitmq'),
    ...named,
    endpoint,
    queue: brokerName(255),
    mode: z.enum(['QueueLength', 'MessageRate']).default('QueueLength'),
    value: target.describe(
      'Target per pod, in messages or messages per second',
    ),
    activation,
    vhost: brokerName(255).optional(),
    excludeUnacknowledged: z.boolean().default(false),
    credentials: credentials({ username: secretKey, password: secretKey }),
  }),
  z.strictObject({
    type: z.literal('sqs'),
    ...named,
    endpoint,
    queue: z
      .string()
      .regex(
        /^[A-Za-z0-9_-]{1,75}(\.fifo|[A-Za-z0-9_-]{0,5})$/,
        'must be the name of a queue: at most 80 letters, digits, _ and -, with .fifo at the end of a FIFO queue',
      ),
    messages: whole.default(5).describe('Target number of messages per pod'),
    activation: wholeActivation,
    inFlight: z
      .boolean()
      .default(true)
      .describe('Count messages that are being processed'),
    delayed: z.boolean().default(false).describe('Count delayed messages'),
    credentials: credentials({
      accessKeyId: secretKey,
      secretAccessKey: secretKey,
      sessionToken: key,
    }),
  }),
]);

/**
 * A trigger after parsing.
 *
 * @public
 */
export type Trigger = z.output<typeof triggerSchema>;

/** The types of triggers that ask an endpoint. */
export type AskingTrigger = Extract<Trigger, { endpoint: string }>;
