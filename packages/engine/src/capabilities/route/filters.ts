import { z } from 'zod';
import { portNumber, subdomain } from '../../request/fields';
import { mirrorBackendSchema } from './backend';
import { headerChanges, headerName } from './headers';

const path = z
  .string()
  .max(1024)
  .regex(/^(\/[^\s#?]*)?$/, 'must begin with / and hold no ?, # or space');

const pathChange = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ReplaceFullPath'), value: path.min(1) }),
  z.strictObject({ type: z.literal('ReplacePrefixMatch'), value: path }),
]);

const requestHeaders = z.strictObject({
  type: z.literal('RequestHeaderModifier'),
  ...headerChanges,
});

const responseHeaders = z.strictObject({
  type: z.literal('ResponseHeaderModifier'),
  ...headerChanges,
});

const mirror = z.strictObject({
  type: z.literal('RequestMirror'),
  backend: mirrorBackendSchema,
  percent: z.int().min(0).max(100).optional(),
  fraction: z
    .strictObject({
      numerator: z.int().min(0).max(2147483647),
      denominator: z.int().min(1).max(2147483647).default(100),
    })
    .optional(),
});

const extension = z.strictObject({
  type: z.literal('ExtensionRef'),
  group: z.union([subdomain, z.literal('')]),
  kind: z
    .string()
    .max(63)
    .regex(/^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/, 'must be a kind'),
  name: subdomain,
});

const redirect = z.strictObject({
  type: z.literal('RequestRedirect'),
  scheme: z.enum(['http', 'https']).optional(),
  hostname: subdomain.optional(),
  path: pathChange.optional(),
  port: portNumber.optional(),
  statusCode: z
    .union([
      z.literal(301),
      z.literal(302),
      z.literal(303),
      z.literal(307),
      z.literal(308),
    ])
    .default(302),
});

const rewrite = z.strictObject({
  type: z.literal('URLRewrite'),
  hostname: subdomain.optional(),
  path: pathChange.optional(),
});

const origin = z
  .string()
  .max(253)
  .regex(
    /^\*$|^https?:\/\/((\*\.)?([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+|\*)(:[0-9]{1,5})?$/,
    'must be * or an origin such as https://shop.example.com or https://*.example.com',
  );

const cors = z.strictObject({
  type: z.literal('CORS'),
  allowOrigins: z.array(origin).min(1).max(64),
  allowMethods: z
    .array(
      z.enum([
        'GET',
        'HEAD',
        'POST',
        'PUT',
        'DELETE',
        'CONNECT',
        'OPTIONS',
        'TRACE',
        'PATCH',
        '*',
      ]),
    )
    .max(9)
    .optional(),
  allowHeaders: z.array(headerName).max(64).optional(),
  exposeHeaders: z.array(headerName).max(64).optional(),
  allowCredentials: z.boolean().default(false),
  maxAge: z
    .int()
    .min(1)
    .max(2147483647)
    .default(5)
    .describe('Seconds a browser may keep the answer'),
});

/**
 * What happens to requests of an HTTP rule on their way.
 *
 * @public
 */
export const httpFilterSchema = z.discriminatedUnion('type', [
  requestHeaders,
  responseHeaders,
  mirror,
  redirect,
  rewrite,
  cors,
  extension,
]);

/**
 * What happens to the share of requests that goes to one backend of an HTTP rule. A redirect has no backend.
 *
 * @public
 */
export const httpBackendFilterSchema = z.discriminatedUnion('type', [
  requestHeaders,
  responseHeaders,
  mirror,
  rewrite,
  cors,
  extension,
]);

/**
 * What happens to calls of a gRPC rule on their way.
 *
 * @public
 */
export const grpcFilterSchema = z.discriminatedUnion('type', [
  requestHeaders,
  responseHeaders,
  mirror,
  extension,
]);

/**
 * A filter of an HTTP rule after parsing.
 *
 * @public
 */
export type HttpFilter = z.output<typeof httpFilterSchema>;
/**
 * A filter of a gRPC rule after parsing.
 *
 * @public
 */
export type GrpcFilter = z.output<typeof grpcFilterSchema>;
