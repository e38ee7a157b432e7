/**
 * Where the command line writes to and what time it is.
 *
 * @public
 */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
}
