/**
 * Why something could not be read. It is never the same as "there is none".
 *
 * - `notServed`: the cluster does not serve this kind (its CRD is not installed)
 * - `forbidden`, `unauthorized`: the reader's RBAC or credential
 * - `timeout`, `tls`, `unreachable`: the way to the cluster
 * - `notWatched`: this reader does not look at this kind
 * - `overLimit`: more objects than the reader keeps
 * - `unreadable`: something is there that may belong to the answer, and could not be read
 *
 * @public
 */
export type Unknown =
  | 'notServed'
  | 'forbidden'
  | 'unauthorized'
  | 'timeout'
  | 'tls'
  | 'unreachable'
  | 'notWatched'
  | 'overLimit'
  | 'unreadable';

/**
 * A value with its age and source, or the reason why nobody knows it.
 * `asOf` is in milliseconds since the epoch; `source` says who answered, for example `cluster spoke-eu`.
 * An unknown may carry the last value that was known, so that one dead cluster blanks no card.
 *
 * @public
 */
export type Known<T> =
  | { value: T; asOf: number; source: string }
  | {
      unknown: Unknown;
      message?: string;
      source: string;
      last?: { value: T; asOf: number };
    };

/**
 * Whether the value is there.
 *
 * @public
 */
export function isKnown<T>(
  known: Known<T>,
): known is { value: T; asOf: number; source: string } {
  return 'value' in known;
}

/**
 * The value now, else the last one known, else undefined. Callers that use it must show the age.
 *
 * @public
 */
export function lastValue<T>(known: Known<T>): T | undefined {
  return isKnown(known) ? known.value : known.last?.value;
}
