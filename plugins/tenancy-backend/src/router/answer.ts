import { createHash, type Hash } from 'node:crypto';
import type { Request, Response } from 'express';

/** Ages within this many milliseconds count as the same, so that a page that asks again gets 304. */
const AGE_GRAIN = 15_000;

/** The ETag of a view, from its JSON in one or more parts. */
export class ViewTag {
  readonly #hash: Hash = createHash('sha256');

  /** Takes the next part, which ends between two values. */
  add(json: string): void {
    // A quote within a text stands after a backslash, so this is nothing but a field.
    const grained = json.replace(
      /(?<=[{,]"asOf":)\d[\d.]*/g,
      age => `${Math.floor(Number(age) / AGE_GRAIN)}`,
    );
    this.#hash.update(grained);
  }

  /** To be asked for once, after all parts. */
  toString(): string {
    return `W/"${this.#hash.digest('base64url').slice(0, 27)}"`;
  }
}

/**
 * Sends a view with an ETag of what this caller sees, or 304 if they have it already.
 * Ages alone change the tag only every {@link AGE_GRAIN}.
 */
export function answer(req: Request, res: Response, view: object): void {
  const text = JSON.stringify(view);
  const tag = new ViewTag();
  tag.add(text);
  send(req, res, tag, [text]);
}

/** Sends the parts of a JSON text, or 304. */
export function send(
  req: Request,
  res: Response,
  tag: ViewTag,
  parts: readonly string[],
): void {
  const etag = tag.toString();
  res.set({ ETag: etag, 'Cache-Control': 'private, no-cache' });
  if (req.get('if-none-match') === etag) {
    res.status(304).end();
    return;
  }
  res.type('json').send(parts.join(''));
}
