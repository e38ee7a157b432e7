import { z } from 'zod';
import { dnsLabel } from '../../names/objectNames';
import { requestSchema } from '../../request/envelope';
import { environmentsField, subdomain } from '../../request/fields';
import { selfHealPausesField } from '../../request/selfHealPauses';
import { sourceSchema } from './source';

const time = z
  .string()
  .max(20)
  .regex(/^([1-9]\d{0,5}(s|m|h))+$/, 'must be a time such as 5s or 3m');

const sources = z.array(sourceSchema).min(1).max(10);

const sync = z.strictObject({
  automated: z
    .boolean()
    .default(true)
    .describe('Whether changes in Git are applied without a click'),
  prune: z
    .boolean()
    .default(true)
    .describe('Whether objects that left Git are deleted'),
  selfHeal: z
    .boolean()
    .default(true)
    .describe('Whether changes made by hand are undone'),
  wave: z
    .int()
    .min(-1000)
    .max(1000)
    .optional()
    .describe('Applications of a lower wave are applied first'),
  serverSideApply: z.boolean().default(false),
  pruneLast: z.boolean().default(true),
  applyOutOfSyncOnly: z.boolean().default(false),
  respectIgnoreDifferences: z.boolean().default(false),
  prunePropagation: z.enum(['foreground', 'background', 'orphan']).optional(),
  retry: z
    .strictObject({
      limit: z.int().min(0).max(100).default(5),
      duration: time.default('5s'),
      factor: z.int().min(1).max(10).default(2),
      maxDuration: time.default('3m'),
    })
    .prefault({}),
});

const ignoreDifference = z.strictObject({
  group: z.union([subdomain, z.literal('')]).optional(),
  kind: z
    .string()
    .max(63)
    .regex(/^[A-Za-z][A-Za-z0-9]*$/, 'must be a kind'),
  name: subdomain.optional(),
  jsonPointers: z
    .array(
      z
        .string()
        .max(500)
        .regex(/^\/\S*$/, 'must be a JSON pointer such as /spec/replicas'),
    )
    .max(50)
    .optional(),
  jqPathExpressions: z.array(z.string().min(1).max(500)).max(50).optional(),
  managedFieldsManagers: z.array(z.string().min(1).max(128)).max(50).optional(),
});

/**
 * What a team asks for to have more synced than its own directory: an Argo CD Application of its project.
 *
 * @public
 */
export const applicationSpecSchema = z.strictObject({
  environments: environmentsField,
  sources,
  sync: sync.prefault({}),
  selfHealPauses: selfHealPausesField,
  ignoreDifferences: z.array(ignoreDifference).max(50).default([]),
  onDelete: z
    .enum(['cascade', 'background', 'orphan'])
    .default('cascade')
    .describe(
      'What becomes of its objects: deleted one after another, deleted in the background, or left',
    ),
  revisionHistoryLimit: z.int().min(0).max(100).default(10),
  overrides: z
    .record(
      dnsLabel,
      z.strictObject({ sources: sources.optional(), sync: sync.optional() }),
    )
    .default({})
    .describe('Overrides by environment'),
});

/**
 * The request file of an Application.
 *
 * @public
 */
export const applicationRequestSchema = requestSchema(
  'Application',
  applicationSpecSchema,
);

/**
 * An Application request after parsing, with its defaults.
 *
 * @public
 */
export type ApplicationRequest = z.output<typeof applicationRequestSchema>;
/**
 * What an Application request asks for, with its defaults.
 *
 * @public
 */
export type ApplicationSpec = z.output<typeof applicationSpecSchema>;
