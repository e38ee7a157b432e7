import { z } from 'zod';
import { ObjectRef } from '../model';
import { dnsLabel } from '../names/objectNames';

/**
 * The apiVersion of every request file. It does not follow the configured label prefix,
 * so that a request means the same on every platform.
 *
 * @public
 */
export const requestApiVersion = 'tenancy.groundwork.dev/v1';

/** The group of {@link requestApiVersion}. */
const requestGroup = 'tenancy.groundwork.dev';

/**
 * The envelope of a tenant's own request.
 *
 * @public
 */
export function tenantRequestSchema<S extends z.ZodType>(spec: S) {
  return z.strictObject({
    apiVersion: z.literal(requestApiVersion),
    kind: z.literal('Tenant'),
    metadata: z.strictObject({
      name: dnsLabel.describe('Name of the tenant, unique on the platform'),
    }),
    spec,
  });
}

/**
 * The envelope of all other requests, which belong to a tenant.
 * `name` leaves room for suffixes: the objects it renders to carry it.
 *
 * @public
 */
export function requestSchema<K extends string, S extends z.ZodType>(
  kind: K,
  spec: S,
) {
  return z.strictObject({
    apiVersion: z.literal(requestApiVersion),
    kind: z.literal(kind),
    metadata: z.strictObject({
      name: dnsLabel
        .max(52, 'must have at most 52 characters')
        .describe('Name of what is asked for, unique in its kind and tenant'),
      tenant: dnsLabel.describe('The tenant it belongs to'),
    }),
    spec,
  });
}

/**
 * What every request has in common.
 *
 * @public
 */
export interface RequestEnvelope {
  apiVersion: typeof requestApiVersion;
  kind: string;
  metadata: { name: string; tenant?: string };
  spec: Readonly<Record<string, unknown>>;
}

/**
 * Names a request as the subject of a finding. Requests live in Git, so `cluster` is `git`.
 *
 * @public
 */
export function requestRef(request: {
  kind: string;
  metadata: { name: string };
}): ObjectRef {
  return {
    cluster: 'git',
    group: requestGroup,
    kind: request.kind,
    name: request.metadata.name,
  };
}

/**
 * The tenant a request is about.
 *
 * @public
 */
export function tenantOf(request: Pick<RequestEnvelope, 'metadata'>): string {
  return request.metadata.tenant ?? request.metadata.name;
}
