import { z } from 'zod';

/** A header or query parameter name: a token of RFC 9110. */
export const headerName = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/, 'must be a header name');

/** A header's value: visible ASCII with single spaces between, as the experimental channel checks it. */
export const headerValue = z
  .string()
  .min(1)
  .max(4096)
  .regex(
    /^[!-~]+([\t ][!-~]+)*$/,
    'must be visible ASCII characters, with single spaces between',
  );

const header = z.strictObject({ name: headerName, value: headerValue });

/** Changes to headers, each name once. */
export const headerChanges = {
  set: z.array(header).max(16).optional().describe('Replaces what is there'),
  add: z.array(header).max(16).optional().describe('Adds to what is there'),
  remove: z.array(headerName).max(16).optional(),
};

const matchType = z.enum(['Exact', 'RegularExpression']).default('Exact');

/** Headers of a match: all must be there. */
export const headerMatches = z
  .array(
    z.strictObject({ type: matchType, name: headerName, value: headerValue }),
  )
  .max(16)
  .optional();

/** Query parameters of a match: all must be there. */
export const queryMatches = z
  .array(
    z.strictObject({
      type: matchType,
      name: headerName,
      value: z.string().min(1).max(1024),
    }),
  )
  .max(16)
  .optional();
