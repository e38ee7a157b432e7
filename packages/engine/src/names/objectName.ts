import { shorten } from './shorten';

/**
 * The name of an object built of parts, joined with `-` and cut to `limit` with a hash where it is longer.
 * The parts are DNS labels already.
 *
 * @public
 */
export function objectName(parts: readonly string[], limit = 63): string {
  return shorten(parts.join('-'), limit);
}
