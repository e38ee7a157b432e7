/**
 * Waits longer after each failure, with jitter, so that many readers do not come back at once.
 */
export class Backoff {
  readonly #first: number;
  readonly #longest: number;
  #failures = 0;

  /** Both in milliseconds. */
  constructor(options: { first: number; longest: number }) {
    this.#first = options.first;
    this.#longest = options.longest;
  }

  reset(): void {
    this.#failures = 0;
  }

  /** Resolves after the wait, which lasts at least so many seconds, or at once when the signal aborts. */
  async wait(signal: AbortSignal, atLeast = 0): Promise<void> {
    const full = Math.min(this.#longest, this.#first * 2 ** this.#failures);
    this.#failures += 1;
    const jittered = full * (0.5 + Math.random() / 2);
    await sleep(Math.max(jittered, atLeast * 1000), signal);
  }
}

/** Resolves after `ms` milliseconds, or at once when the signal aborts. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) {
    return;
  }
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, ms).unref();
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
