import { z } from 'zod';
import { subdomain } from '../../request/fields';
import { externalBackendSchema, serviceBackendSchema } from './backend';
import { duration } from './duration';
import { httpBackendFilterSchema, httpFilterSchema } from './filters';
import { headerMatches, queryMatches } from './headers';

const literalPath = z
  .string()
  .max(1024)
  .regex(
    /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/,
    'must begin with / and hold no space, ?, # or other characters that need encoding',
  )
  .refine(path => !/\/\/|\/\.{1,2}(\/|$)|%2f/i.test(path), {
    message: 'must not hold //, /./, /../ or %2F',
  });

const path = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('PathPrefix'), value: literalPath }),
  z.strictObject({ type: z.literal('Exact'), value: literalPath }),
  z.strictObject({
    type: z.literal('RegularExpression'),
    value: z.string().min(1).max(1024),
  }),
]);

const match = z.strictObject({
  path: path.default({ type: 'PathPrefix', value: '/' }),
  headers: headerMatches,
  queryParams: queryMatches,
  method: z
    .enum([
      'GET',
      'HEAD',
      'POST',
      'PUT',
      'DELETE',
      'CONNECT',
      'OPTIONS',
      'TRACE',
      'PATCH',
    ])
    .optional(),
});

const backendFilters = {
  filters: z.array(httpBackendFilterSchema).max(16).optional(),
};

/**
 * A rule of an HTTP route: requests that match any of `matches` pass the filters and go to the backends, by weight.
 *
 * @public
 */
export const httpRuleSchema = z.strictObject({
  name: subdomain.optional(),
  matches: z
    .array(match)
    .min(1)
    .max(64)
    .default([{ path: { type: 'PathPrefix', value: '/' } }])
    .describe('Any of them; within one, all parts must fit'),
  filters: z.array(httpFilterSchema).max(16).optional(),
  backends: z
    .array(
      z.union([
        serviceBackendSchema.extend(backendFilters),
        externalBackendSchema.extend(backendFilters),
      ]),
    )
    .max(16)
    .default([])
    .describe('Empty only with a redirect'),
  timeouts: z
    .strictObject({
      request: duration.optional().describe('For the whole request'),
      backendRequest: duration.optional().describe('For one try'),
    })
    .optional(),
  retry: z
    .strictObject({
      codes: z.array(z.int().min(400).max(599)).max(32).optional(),
      attempts: z.int().min(1).max(100).optional(),
      backoff: duration.optional(),
    })
    .optional()
    .describe('Only in the experimental channel'),
  sessionPersistence: z
    .strictObject({
      sessionName: z
        .string()
        .max(128)
        .regex(/^[A-Za-z0-9!#$%&'*+\-.^_`|~]*$/)
        .optional(),
      absoluteTimeout: duration.optional(),
      type: z.enum(['Cookie', 'Header']).default('Cookie'),
      lifetime: z.enum(['Permanent', 'Session']).optional(),
    })
    .optional()
    .describe('Only in the experimental channel'),
});

/**
 * A rule of an HTTP route after parsing, with its defaults.
 *
 * @public
 */
export type HttpRule = z.output<typeof httpRuleSchema>;
