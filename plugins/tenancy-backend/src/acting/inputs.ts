import { z } from 'zod';

const MOST_RESOURCES = 500;

const name = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/, 'is not the name of an object');
// RBAC's kinds have names with a colon.
const looseName = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9][-.:_A-Za-z0-9]*$/, 'is not the name of an object');
const key = z
  .string()
  .regex(
    /^[-A-Za-z0-9]{8,64}$/,
    'must be 8 to 64 letters, digits and -, the same for the same click',
  );

/** The name of an Application in a URL. */
export const applicationNameSchema = name;

/** Body of a sync. */
export const syncSchema = z.strictObject({
  application: name,
  key,
  revision: z
    .string()
    .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, 'must be a commit, in full')
    .optional(),
  prune: z.boolean().optional(),
  dryRun: z.boolean().optional(),
  force: z.boolean().optional(),
  resources: z
    .array(
      z.strictObject({
        group: z.string().max(253),
        kind: z
          .string()
          .max(63)
          .regex(/^[A-Za-z][A-Za-z0-9]*$/, 'must be a kind'),
        namespace: name.optional(),
        name: looseName,
      }),
    )
    .min(1)
    .max(MOST_RESOURCES)
    .optional(),
});

/** Body of a refresh. */
export const refreshSchema = z.strictObject({
  application: name,
  hard: z.boolean().optional(),
});

/** Body of what ends an operation. */
export const terminateSchema = z.strictObject({ application: name });

/** Body of a restart. */
export const restartSchema = z.strictObject({
  kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']),
  name,
});

/** Body of what has an ExternalSecret read anew. */
export const refreshSecretSchema = z.strictObject({ name, key });
