import { z } from 'zod';

const name = z
  .string()
  .max(40)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower case letters, digits and -',
  )
  .describe('Names the entry in messages, and an object in its file');

const among = {
  environments: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Only in these environments; in all when left out'),
  tiers: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Only for tenants of these tiers'),
  tenants: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Only for these tenants'),
};

const operation = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.enum(['add', 'replace', 'test']),
    path: z.string(),
    value: z.unknown(),
  }),
  z.strictObject({ op: z.literal('remove'), path: z.string() }),
  z.strictObject({
    op: z.enum(['move', 'copy']),
    from: z.string(),
    path: z.string(),
  }),
]);

/** What the platform adds to what is rendered for tenants. */
export const manifestsSchema = z
  .strictObject({
    metadata: z
      .array(
        z.strictObject({
          name,
          ...among,
          kinds: z
            .array(
              z.strictObject({
                kind: z.string().min(1),
                group: z
                  .string()
                  .optional()
                  .describe('API group; any when left out, the core is empty'),
              }),
            )
            .min(1)
            .optional()
            .describe('Only objects of these kinds; all when left out'),
          labels: z.record(z.string(), z.string()).default({}),
          annotations: z.record(z.string(), z.string()).default({}),
        }),
      )
      .max(50)
      .default([])
      .describe('Labels and annotations of rendered objects'),
    objects: z
      .array(
        z.strictObject({
          name,
          ...among,
          object: z
            .record(z.string(), z.unknown())
            .describe(
              'A template of the object; placeholders in values that are texts',
            ),
        }),
      )
      .max(50)
      .default([])
      .describe('Further objects in the namespace of a tenant'),
    patches: z
      .array(
        z.strictObject({
          name,
          ...among,
          kind: z.string().min(1),
          group: z.string().optional(),
          object: z
            .string()
            .optional()
            .describe('Name of the object; all of the kind when left out'),
          patch: z
            .array(operation)
            .min(1)
            .max(50)
            .describe('A JSON patch (RFC 6902)'),
        }),
      )
      .max(50)
      .default([])
      .describe('JSON patches over rendered objects'),
  })
  .prefault({});

/**
 * What the platform adds to what is rendered for tenants.
 *
 * @public
 */
export type PlatformManifests = z.output<typeof manifestsSchema>;

/** One operation of a JSON patch. */
export type PatchOperation =
  PlatformManifests['patches'][number]['patch'][number];
