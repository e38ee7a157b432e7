import { shortHash } from './hash';

/**
 * Cuts `text` to `limit` characters. What is cut ends with a hash of the whole,
 * since two long names that begin alike must not become one.
 *
 * @public
 */
export function shorten(text: string, limit = 63): string {
  if (text.length <= limit) {
    return text;
  }
  const hash = shortHash(text);
  const head = text
    .slice(0, limit - hash.length - 1)
    .replace(/[^A-Za-z0-9]+$/, '');
  return `${head}-${hash}`;
}
