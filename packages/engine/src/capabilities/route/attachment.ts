import { z } from 'zod';
import { dnsLabel } from '../../names/objectNames';
import { subdomain } from '../../request/fields';

const hostname = z
  .string()
  .min(1)
  .max(253)
  .regex(
    /^(\*\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)*[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'must be a hostname in lower case, which may begin with *.',
  );

const parent = z.strictObject({
  gateway: dnsLabel.describe('Name of a gateway the platform offers'),
  listener: subdomain
    .optional()
    .describe('Name of its listener; chosen by protocol when left out'),
});

const parents = z
  .array(parent)
  .min(1)
  .max(16)
  .describe('Gateways that take the requests');

function hostnames(most: number) {
  return z
    .array(hostname)
    .min(1)
    .max(most)
    .optional()
    .describe(
      '<name>.<domain> of the first domain of the tenant when left out',
    );
}

/**
 * The part of a route that says where it is attached and under which names, with what environments do differently.
 * `more` are further fields that an environment may replace.
 */
function attachment<
  H extends z.ZodRawShape,
  M extends z.ZodRawShape = Record<never, never>,
>(names: H, more: M) {
  return {
    parents,
    ...names,
    overrides: z
      .record(
        dnsLabel,
        z.strictObject({ parents: parents.optional(), ...names, ...more }),
      )
      .default({})
      .describe('Overrides by environment'),
  };
}

/** Attachment of HTTP and gRPC routes. */
export function httpAttachment<M extends z.ZodRawShape>(more: M) {
  return attachment({ hostnames: hostnames(16) }, more);
}

/** Attachment of TLS routes. */
export function tlsAttachment<M extends z.ZodRawShape>(more: M) {
  return attachment({ hostnames: hostnames(1024) }, more);
}

/** Attachment of TCP and UDP routes, which have no names. */
export function portAttachment<M extends z.ZodRawShape>(more: M) {
  return attachment({}, more);
}

/**
 * A gateway, or one listener of it, that a route is attached to.
 *
 * @public
 */
export type RouteParent = z.output<typeof parent>;
