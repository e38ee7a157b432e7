/** What a failed read means to the reader. */
export type ReadProblem = 'notFound' | 'forbidden' | 'signedOut' | 'failed';

function statusCodeOf(error: Error): number | undefined {
  const { statusCode } = error as Error & { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** Sorts an error of the API client by what can be done about it. */
export function readProblemOf(error: Error): ReadProblem {
  switch (statusCodeOf(error)) {
    case 401:
      return 'signedOut';
    case 403:
      return 'forbidden';
    case 404:
      return 'notFound';
    default:
      return 'failed';
  }
}
