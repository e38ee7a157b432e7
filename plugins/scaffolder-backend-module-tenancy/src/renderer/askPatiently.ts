import { setTimeout as sleep } from 'node:timers/promises';
import { ResponseError, ServiceUnavailableError } from '@backstage/errors';

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 4_000;

/** What a server that restarts, or whatever stands before it, answers for a while. */
const PASSING = new Set([429, 502, 503, 504]);

/**
 * Whether nobody answered, or somebody said that they can't now: nothing is wrong with what was asked.
 */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof ResponseError) {
    return PASSING.has(error.statusCode);
  }
  return (
    error instanceof Error &&
    (error.name === 'ServiceUnavailableError' ||
      error.name === 'TimeoutError' ||
      // What fetch throws where no connection was made, or where it broke.
      (error instanceof TypeError &&
        /fetch|network|terminated/.test(`${error}`)))
  );
}

/**
 * Asks again while nobody is there to answer, for so many milliseconds. Only for questions that change nothing when they
 * are asked twice.
 *
 * @throws ServiceUnavailableError that says what to do; any other answer as it is
 */
export async function askPatiently<T>(
  ask: () => Promise<T>,
  patience: number,
): Promise<T> {
  const end = performance.now() + patience;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnavailable(error)) {
        throw error;
      }
      if (performance.now() + pause > end) {
        throw new ServiceUnavailableError(
          `The tenancy backend cannot answer now: ${said(
            error,
          )}. Nothing is wrong with what was asked: start the task over in a moment, or tell the platform team`,
          error,
        );
      }
      await sleep(pause);
    }
  }
}

/** What the backend itself said, where it did. */
function said(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
