import { isErrorLike } from './GitProblem';
import { Errors } from 'isomorphic-git';

/** How often a question is asked whose connection breaks. */
export const CONNECTION_ATTEMPTS = 3;

const codes = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
]);

/** What a proxy says whose remote is restarted. */
const passing = new Set([502, 503, 504]);

/**
 * A connection that broke, or a proxy that has no remote behind it just now: asked again, it may well answer. One that
 * took too long is not asked again, since whoever waits has waited long enough.
 */
export function isBroken(error: unknown): boolean {
  if (error instanceof Errors.HttpError) {
    return passing.has(error.data.statusCode);
  }
  if (!isErrorLike(error)) {
    return false;
  }
  return (
    codes.has(String(error.code)) ||
    // An answer that ends too early is only called that.
    error.message === 'terminated' ||
    (error.cause !== undefined && isBroken(error.cause))
  );
}

/** Waits before a question is asked again, longer each time. */
export function pause(attempt: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, 100 * attempt * (1 + Math.random()));
  });
}
