import { z } from 'zod';
import { dnsLabel } from '../../names/objectNames';
import { requestSchema } from '../../request/envelope';
import { environmentsField, secretKey, subdomain } from '../../request/fields';
import { secretTemplateSchema } from './template';

const remote = {
  key: z
    .string()
    .min(1)
    .max(512)
    .describe(
      "Path in the store, within the tenant's prefix; may use ${{ tenant }} and ${{ environment }}",
    ),
  property: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line')
    .optional()
    .describe('Field of the secret'),
  version: z
    .string()
    .max(128)
    .regex(/^[A-Za-z0-9][A-Za-z0-9/_.-]*$/, 'must be a version')
    .optional(),
  decoding: z.enum(['None', 'Auto', 'Base64', 'Base64URL']).default('None'),
};

const data = z
  .array(z.strictObject({ secretKey, ...remote }))
  .max(100)
  .describe('Single keys: which key of the Secret comes from where');

const extract = z
  .array(z.strictObject(remote))
  .max(20)
  .describe('Whole secrets: every field becomes a key of the Secret');

const refresh = z.strictObject({
  policy: z.enum(['Periodic', 'CreatedOnce', 'OnChange']).default('Periodic'),
  interval: z
    .string()
    .max(20)
    .regex(
      /^(\d{1,6}h)?(\d{1,6}m)?(\d{1,6}s)?$/,
      'must be a time such as 1h or 15m',
    )
    .min(2)
    .default('1h'),
});

const store = dnsLabel.describe('A secret store the platform offers');

/**
 * What a team asks for to have values of a secret store as a Kubernetes Secret.
 * Searching a store (`dataFrom.find`) is not offered: no store limits what is found to a tenant's prefix.
 *
 * @public
 */
export const secretSpecSchema = z.strictObject({
  environments: environmentsField,
  store,
  data: data.default([]),
  extract: extract.default([]),
  template: secretTemplateSchema.optional(),
  refresh: refresh.prefault({}),
  target: z
    .strictObject({
      name: subdomain
        .optional()
        .describe('Name of the Secret; that of the request when left out'),
      creation: z
        .enum(['Owner', 'Orphan', 'Merge', 'None', 'CreateOrMerge'])
        .default('Owner')
        .describe('Whether the Secret is made, owned or only added to'),
      deletion: z
        .enum(['Retain', 'Delete', 'Merge'])
        .default('Retain')
        .describe('What happens to it when the store no longer has the values'),
      immutable: z.boolean().default(false),
    })
    .prefault({}),
  restartOnRotation: z
    .boolean()
    .default(false)
    .describe(
      'Restart the workloads that use it when it changes; needs Reloader in the cluster',
    ),
  overrides: z
    .record(
      dnsLabel,
      z.strictObject({
        store: store.optional(),
        data: data.optional(),
        extract: extract.optional(),
        refresh: refresh.optional(),
      }),
    )
    .default({})
    .describe('Overrides by environment'),
});

/**
 * The request file of a secret.
 *
 * @public
 */
export const secretRequestSchema = requestSchema('Secret', secretSpecSchema);

/**
 * A Secret request after parsing, with its defaults.
 *
 * @public
 */
export type SecretRequest = z.output<typeof secretRequestSchema>;
/**
 * What a Secret request asks for, with its defaults.
 *
 * @public
 */
export type SecretSpec = z.output<typeof secretSpecSchema>;
/**
 * What one environment of a secret does differently.
 *
 * @public
 */
export type SecretOverride = SecretSpec['overrides'][string];
