import { passedLimitOfJson } from '@groundwork/engine';
import express, { type RequestHandler } from 'express';

const LIMITS = { characters: 256 * 1024, nodes: 20_000, depth: 60 };

/** Answered with its status by Backstage. */
class PayloadTooLargeError extends Error {
  readonly name = 'PayloadTooLargeError';

  readonly status = 413;
}

/**
 * Reads JSON bodies, and refuses one that is too long, too deep or holds too much before any of it is parsed.
 */
export function boundedBody(): RequestHandler {
  return express.json({
    limit: LIMITS.characters,
    verify: (_req, _res, body, encoding) => {
      // Brackets are counted in bytes, which other encodings write otherwise.
      if (encoding && encoding.toLowerCase() !== 'utf-8') {
        throw Object.assign(new Error('The body must be UTF-8'), {
          status: 415,
        });
      }
      const limit = passedLimitOfJson(body, LIMITS);
      if (limit) {
        throw new PayloadTooLargeError(
          `The body has more than ${LIMITS[limit]} ${
            { characters: 'bytes', nodes: 'keys and values', depth: 'levels' }[
              limit
            ]
          }; ask for less at once`,
        );
      }
    },
  });
}
