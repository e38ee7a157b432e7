/**
 * Keeps answers for some milliseconds and shares those that are on their way, so that a page of many cards asks once. What
 * failed is asked for again.
 */
export class ShortMemory<T> {
  readonly #entries = new Map<string, { until: number; answer: Promise<T> }>();
  readonly #milliseconds: number;
  readonly #most: number;
  readonly #now: () => number;

  /** `most` answers are kept, the latest ones; `now` in milliseconds, of a clock that nobody sets. */
  constructor(options: {
    milliseconds: number;
    most: number;
    now?: () => number;
  }) {
    this.#milliseconds = options.milliseconds;
    this.#most = options.most;
    this.#now = options.now ?? (() => performance.now());
  }

  /** The answer that is remembered under a key, or else what `ask` answers. */
  get(key: string, ask: () => Promise<T>): Promise<T> {
    const kept = this.#entries.get(key);
    if (kept && kept.until > this.#now()) {
      return kept.answer;
    }
    const answer = ask();
    // It ages from when it was asked for: a decision may have changed since.
    const entry = { until: this.#now() + this.#milliseconds, answer };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    answer.catch(() => {
      if (this.#entries.get(key) === entry) {
        this.#entries.delete(key);
      }
    });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#most) {
        break;
      }
      this.#entries.delete(oldest);
    }
    return answer;
  }
}
