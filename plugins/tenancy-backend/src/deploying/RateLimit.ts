const MOST_KEYS = 10_000;

/**
 * Lets each key through so many times at once, and then so many times a second.
 */
export class RateLimit {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #left = new Map<string, { tokens: number; at: number }>();

  constructor(options: {
    burst: number;
    perSecond: number;
    now?: () => number;
  }) {
    this.#burst = options.burst;
    this.#perSecond = options.perSecond;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Undefined where it goes through; else how many seconds to wait. */
  take(key: string): number | undefined {
    const now = this.#now();
    const known = this.#left.get(key) ?? { tokens: this.#burst, at: now };
    const grown = ((now - known.at) / 1000) * this.#perSecond;
    const tokens = Math.min(this.#burst, known.tokens + grown);
    this.#left.delete(key);
    this.#left.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at: now });
    for (const oldest of this.#left.keys()) {
      if (this.#left.size <= MOST_KEYS) {
        break;
      }
      this.#left.delete(oldest);
    }
    return tokens < 1 ? Math.ceil((1 - tokens) / this.#perSecond) : undefined;
  }
}
