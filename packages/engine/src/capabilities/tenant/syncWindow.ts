import { z } from 'zod';
import { dnsLabel } from '../../names/objectNames';

/** Minute, hour, day of month, month, day of week: what Argo CD's cron parser takes, in numbers. */
const cron =
  /^(\*|[0-5]?\d(-[0-5]?\d)?)(\/[1-9]\d?)?(,(\*|[0-5]?\d(-[0-5]?\d)?)(\/[1-9]\d?)?)*( (\*|\d{1,2}(-\d{1,2})?)(\/[1-9]\d?)?(,(\*|\d{1,2}(-\d{1,2})?)(\/[1-9]\d?)?)*){4}$/;

/**
 * When Argo CD may (`allow`) or may not (`deny`) sync. One `allow` window blocks all other times.
 *
 * @public
 */
export const syncWindowSchema = z.strictObject({
  environments: z
    .array(dnsLabel)
    .min(1)
    .optional()
    .describe('Environments it holds in; all of the tenant if absent'),
  kind: z.enum(['allow', 'deny']),
  schedule: z
    .string()
    .max(100)
    .regex(
      cron,
      'must be five fields of cron in numbers, such as 0 22 * * 1-5',
    ),
  duration: z
    .string()
    .regex(
      /^([1-9]\d{0,3}h)?([1-9]\d{0,3}m)?$/,
      'must be a time such as 1h or 1h30m',
    )
    .min(2),
  timeZone: z
    .string()
    .max(64)
    .regex(
      /^[A-Za-z]+([A-Za-z0-9_+/-]*[A-Za-z0-9])?$/,
      'must be a time zone such as Europe/Berlin',
    )
    .default('UTC'),
  manualSync: z
    .boolean()
    .default(false)
    .describe('Whether a person may still sync while it is blocked'),
});

/**
 * A sync window after parsing.
 *
 * @public
 */
export type SyncWindow = z.output<typeof syncWindowSchema>;
