/** Milliseconds before the second and third attempt: a backend that restarts behind a proxy is often back by then. */
const PAUSES = [300, 900];

/** What stands before a backend that restarts answers for a while, or the backend itself. */
const PASSING = new Set([502, 503, 504]);

/**
 * Asks up to three times while nobody is there to answer, and hands on the last answer. Not for what changes anything.
 */
export async function askAgain(
  ask: () => Promise<Response>,
  signal?: AbortSignal | null,
): Promise<Response> {
  for (const pause of PAUSES) {
    try {
      const response = await ask();
      if (!PASSING.has(response.status)) {
        return response;
      }
    } catch (error) {
      // Whoever gave up asking is not asked for again; what fetch throws else is that no connection was made.
      if (signal?.aborted || !(error instanceof TypeError)) {
        throw error;
      }
    }
    await new Promise(resolve => {
      setTimeout(resolve, pause);
    });
    signal?.throwIfAborted();
  }
  return ask();
}
