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
