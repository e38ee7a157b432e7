import { z } from 'zod';

/** A key, or the beginning of keys with `*` after it. */
const pattern = z
  .string()
  .max(318)
  .regex(
    /^[A-Za-z0-9][-A-Za-z0-9_./]*\*?$/,
    'must be a key, or the beginning of keys with * at its end, such as acme.example/*',
  );

const patterns = z.array(pattern).max(200).default([]);

/** The part of the configuration that says what requests may say of namespaces. */
export const namespaceMetadataSchema = z
  .strictObject({
    labels: patterns.describe(
      'Keys of labels. Network policies, gateways and webhooks select namespaces by labels',
    ),
    annotations: patterns.describe('Keys of annotations'),
  })
  .prefault({});
