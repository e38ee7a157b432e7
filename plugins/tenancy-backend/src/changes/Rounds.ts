/**
 * Hands on what is added, one round after the other: what comes while a round is under way is gathered for the next one. So a storm
 * costs no more than whoever is told can take, and nothing piles up. What waits goes with the process: whoever is told may ask, too.
 */
export class Rounds {
  readonly #handOn: (items: readonly string[]) => Promise<void>;
  readonly #onError: (error: unknown) => void;
  readonly #waiting = new Set<string>();
  #isUnderWay = false;

  /** Of a round that fails `onError` is told, and the next one comes all the same. */
  constructor(
    handOn: (items: readonly string[]) => Promise<void>,
    onError: (error: unknown) => void = () => {},
  ) {
    this.#handOn = handOn;
    this.#onError = onError;
  }

  add(items: readonly string[]): void {
    items.forEach(item => this.#waiting.add(item));
    if (!this.#isUnderWay) {
      void this.#run();
    }
  }

  async #run(): Promise<void> {
    this.#isUnderWay = true;
    try {
      while (this.#waiting.size > 0) {
        const items = [...this.#waiting];
        this.#waiting.clear();
        await this.#handOn(items).catch(this.#onError);
      }
    } finally {
      this.#isUnderWay = false;
    }
  }
}
