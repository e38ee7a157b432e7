import { GitProblem, isErrorLike, type GitProblemName } from '../GitProblem';
import { TooLarge } from '../TooLarge';
import type { PlainError } from './messages';

const MOST_CAUSES = 4;

const names: readonly string[] = [
  'AuthenticationError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ServiceUnavailableError',
] satisfies GitProblemName[];

/** The words of an error, as they can be handed to another thread. */
export function plainError(error: unknown, depth = 0): PlainError {
  if (!isErrorLike(error)) {
    return { name: 'Error', message: String(error) };
  }
  const { name, message, code, cause } = error;
  return {
    name,
    message,
    ...(code === undefined ? {} : { code: String(code) }),
    ...(cause === undefined || depth === MOST_CAUSES
      ? {}
      : { cause: plainError(cause, depth + 1) }),
  };
}

/** What went wrong with a request on the other side, as code that tells errors apart needs it. */
export function requestError({
  name,
  message,
  code,
  cause,
}: PlainError): Error {
  if (name === 'TooLarge') {
    return new TooLarge(message);
  }
  if (isProblem(name)) {
    return new GitProblem(name, message);
  }
  const error = new Error(message, { cause: cause && requestError(cause) });
  error.name = name;
  return Object.assign(error, { code });
}

function isProblem(name: string): name is GitProblemName {
  return names.includes(name);
}
