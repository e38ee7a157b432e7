/** What Git wants can't be said here. The message is for people. */
export class NotEvaluated extends Error {
  readonly name = 'NotEvaluated';
}
