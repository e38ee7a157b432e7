import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { z } from 'zod';

/**
 * A DNS label as Kubernetes defines it (RFC 1123): 1 to 63 lower case letters, digits and `-`,
 * beginning and ending with a letter or digit.
 *
 * @public
 */
export const dnsLabelPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Schema of a DNS label. */
export const dnsLabel = z
  .string()
  .min(1)
  .max(63, 'must have at most 63 characters')
  .regex(
    dnsLabelPattern,
    'must be lower case letters, digits and -, beginning and ending with a letter or digit',
  );

/**
 * Whether `text` is a DNS label.
 *
 * @public
 */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && dnsLabelPattern.test(text);
}

/**
 * Ten hexadecimal digits of the SHA-256 of `text`, to keep cut names apart.
 *
 * @public
 */
export function shortHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 10);
}

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

/**
 * The name of an object built of parts, joined with `-` and cut to `limit` with a hash where it is longer.
 * The parts are DNS labels already.
 *
 * @public
 */
export function objectName(parts: readonly string[], limit = 63): string {
  return shorten(parts.join('-'), limit);
}
