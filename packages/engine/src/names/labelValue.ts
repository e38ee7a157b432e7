import { shortHash } from './hash';
import { shorten } from './shorten';

/**
 * `text` as a label value: at most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit.
 * Whatever had to change adds a hash, so different texts stay different:
 * `group:default/payments` becomes `group-default-payments-<hash>`. Where the text itself matters, use an annotation.
 *
 * @public
 */
export function labelValue(text: string): string {
  const clean = text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  if (clean === text) {
    return shorten(text);
  }
  const head = clean.slice(0, 52).replace(/[^A-Za-z0-9]+$/, '');
  return head === '' ? shortHash(text) : `${head}-${shortHash(text)}`;
}
