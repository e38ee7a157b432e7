/**
 * An extension that can't be used. The message names it, and says what its author has to change.
 *
 * @public
 */
export class ExtensionError extends Error {
  readonly name = 'ExtensionError';

  constructor(
    /** Which extension. */
    readonly extension: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`The extension ${extension} cannot be used: ${problem}`, options);
  }
}
