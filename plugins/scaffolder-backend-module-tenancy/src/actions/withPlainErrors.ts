import { isError } from '@backstage/errors';

/** Errors that are about what was asked, or about somebody who can't be reached: where in our code they arose helps nobody. */
const told = new Set([
  'AuthenticationError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ResponseError',
  'ServiceUnavailableError',
]);

/**
 * An action whose refusals are logged as what they say: the scaffolder writes the stack of an error into the log of the
 * task, which is read by who asked.
 */
export function withPlainErrors<
  A extends { handler: (ctx: never) => Promise<void> },
>(action: A): A {
  return {
    ...action,
    async handler(ctx: never) {
      try {
        await action.handler(ctx);
      } catch (thrown) {
        const error = answered(thrown);
        if (isError(error) && told.has(error.name)) {
          error.stack = error.message;
        }
        throw error;
      }
    },
  };
}

/** What another plugin answered says what is wrong and who can fix it; that the request failed does not. */
function answered(error: unknown): unknown {
  const cause = isError(error) ? error.cause : undefined;
  return isError(error) &&
    error.name === 'ResponseError' &&
    isError(cause) &&
    told.has(cause.name)
    ? cause
    : error;
}
