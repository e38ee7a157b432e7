/** How long an answer of the portal may take before it counts as none. */
const PATIENCE_MS = 15_000;
// An answer that takes long comes all the same: each further attempt is waited for twice as long.
const LONGEST_PATIENCE_MS = 60_000;

/** Milliseconds that the attempt after so many failures is waited for. */
export function patienceAfter(failures: number): number {
  return Math.min(PATIENCE_MS * 2 ** failures, LONGEST_PATIENCE_MS);
}

/**
 * What was asked for, or an error once it takes longer. The question is broken off then, and with `signal`; what does not heed that,
 * such as a session that is being renewed, is waited for no longer either.
 */
export async function answeredWithin<T>(
  milliseconds: number,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // By hand: AbortSignal.any is missing in browsers that Backstage supports.
  const controller = new AbortController();
  const follow = () => controller.abort(signal.reason);
  if (signal.aborted) {
    follow();
  }
  signal.addEventListener('abort', follow);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () =>
      reject(controller.signal.reason),
    );
    timer = setTimeout(() => {
      controller.abort(
        new Error(`No answer within ${milliseconds / 1_000} seconds`),
      );
    }, milliseconds);
  });
  try {
    return await Promise.race([ask(controller.signal), late]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', follow);
  }
}
