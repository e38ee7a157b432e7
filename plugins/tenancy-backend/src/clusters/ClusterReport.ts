import type { Unknown } from '@groundwork/engine';
import { z } from 'zod';

/** All reasons; the compiler finds one that is missing. */
const REASONS: Record<Unknown, true> = {
  notServed: true,
  forbidden: true,
  unauthorized: true,
  timeout: true,
  tls: true,
  unreachable: true,
  notWatched: true,
  overLimit: true,
  unreadable: true,
};

const problem = z.object({
  unknown: z.enum(Object.keys(REASONS) as [Unknown, ...Unknown[]]),
  message: z.string(),
  since: z.number(),
});

const kind = z.object({ group: z.string(), kind: z.string() });

const report = z.object({
  problem: problem.optional(),
  kinds: z.array(
    kind.extend({ optional: z.literal(true).optional(), problem }),
  ),
  unread: z.array(
    kind.extend({
      isCut: z.boolean(),
      items: z.array(
        z.object({
          name: z.string().optional(),
          namespace: z.string().optional(),
          labels: z.record(z.string(), z.string()).optional(),
        }),
      ),
    }),
  ),
  ahead: z.number(),
  apis: z.array(z.string()).optional(),
});

/**
 * How a cluster is, as who reads it tells others: what is wrong with it and with which of its kinds, what of it could not be
 * read, and how many milliseconds its clock is ahead, and which API groups it serves in which versions.
 */
export type ClusterReport = z.infer<typeof report>;

/** A report that somebody wrote; undefined for what is none. */
export function clusterReport(text: string): ClusterReport | undefined {
  try {
    return report.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
