/** The errors of Backstage that Git's problems are told as. */
export type GitProblemName =
  | 'AuthenticationError'
  | 'ConflictError'
  | 'InputError'
  | 'NotAllowedError'
  | 'NotFoundError'
  | 'ServiceUnavailableError';

/**
 * A problem of Git in our words, in the worker. It becomes the error of Backstage that it is named after on the other side:
 * a dynamic plugin finds Backstage's packages in the main thread only.
 */
export class GitProblem extends Error {
  readonly name: GitProblemName;

  constructor(name: GitProblemName, message: string) {
    super(message);
    this.name = name;
  }
}

/** Whether something thrown has the shape of an error, also one of another realm. */
export function isErrorLike(
  value: unknown,
): value is { name: string; message: string; code?: unknown; cause?: unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    value.name !== '' &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
