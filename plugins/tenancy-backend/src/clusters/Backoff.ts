/** What is back is noticed after this part of the time that it was away, or sooner. */
const PART = 0.1;

/**
 * Waits longer after each failure, with jitter, so that many readers do not come back at once.
 */
export class Backoff {
  readonly #first: number;
  readonly #longest: number;
  readonly #rarely: number;
  #failures = 0;
  #since = 0;

  /** All in milliseconds. With `rarely` waits go on to grow up to that once failures have lasted for long. */
  constructor(options: { first: number; longest: number; rarely?: number }) {
    this.#first = options.first;
    this.#longest = options.longest;
    this.#rarely = options.rarely ?? 0;
  }

  reset(): void {
    this.#failures = 0;
  }

  /** Resolves after the wait, which lasts at least so many seconds, or at once when the signal aborts. */
  async wait(signal: AbortSignal, atLeast = 0): Promise<void> {
    const now = performance.now();
    if (this.#failures === 0) {
      this.#since = now;
    }
    const full = Math.max(
      Math.min(this.#longest, this.#first * 2 ** this.#failures),
      Math.min(this.#rarely, (now - this.#since) * PART),
    );
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
