/** The command line asks for something that cannot be done: the message says what and how to fix it. */
export class UsageError extends Error {
  readonly name = 'UsageError';
}
