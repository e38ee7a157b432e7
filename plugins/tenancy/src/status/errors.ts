/** What a failed read means to the reader. */
type ReadProblem = 'notShown' | 'notConfigured' | 'signedOut' | 'failed';

/** The HTTP status that the backend refused with; undefined where it did not answer. */
export function statusCodeOf(error: Error): number | undefined {
  const { statusCode } = error as Error & { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** Sorts an error of the API client by what can be done about it. */
export function readProblemOf(error: Error): ReadProblem {
  switch (statusCodeOf(error)) {
    case 401:
      return 'signedOut';
    // Not there, or not yours: the backend answers both alike, and so do we.
    case 403:
      return 'notShown';
    case 404:
      return isOfNobody(error) ? 'failed' : 'notShown';
    case 501:
      return 'notConfigured';
    default:
      return 'failed';
  }
}

/** A proxy, and a backend whose plugins are still to come, find nothing at an address: that says nothing of what was asked for. */
export function isOfNobody(error: Error): boolean {
  const { cause } = error;
  return (
    statusCodeOf(error) === 404 &&
    cause instanceof Error &&
    cause.name !== 'NotFoundError'
  );
}

/** Whether the backend itself says that it does not know yet; what stands before one that restarts says nothing of the kind. */
export function isNotReadYet(error: Error): boolean {
  const { cause } = error;
  return (
    statusCodeOf(error) === 503 &&
    cause instanceof Error &&
    cause.name === 'ServiceUnavailableError'
  );
}

/** What an error says. An answer of the backend carries its reason in the cause; its own message is only the status. */
export function describeError(error: Error): string {
  const { cause } = error;
  return cause instanceof Error && cause.message
    ? cause.message
    : error.message;
}
