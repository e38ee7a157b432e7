import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/** Ages within this many milliseconds count as the same, so that a page that asks again gets 304. */
const AGE_GRAIN = 15_000;

/**
 * Sends a view with an ETag of what this caller sees, or 304 if they have it already.
 * Ages alone change the tag only every {@link AGE_GRAIN}.
 */
export function answer(req: Request, res: Response, view: object): void {
  const text = JSON.stringify(view, (key, value) =>
    key === 'asOf' && typeof value === 'number'
      ? Math.floor(value / AGE_GRAIN)
      : value,
  );
  const tag = createHash('sha256').update(text).digest('base64url');
  const etag = `W/"${tag.slice(0, 27)}"`;
  res.set({ ETag: etag, 'Cache-Control': 'private, no-cache' });
  if (req.get('if-none-match') === etag) {
    res.status(304).end();
    return;
  }
  res.json(view);
}
