/** Work that is done once more where it is asked for while it is under way. */
export class Repeated {
  readonly #work: () => Promise<void>;
  readonly #signal: AbortSignal;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(work: () => Promise<void>, signal: AbortSignal) {
    this.#work = work;
    this.#signal = signal;
  }

  /** Ends when the work does that is under way, or was begun by this. */
  async run(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#repeat().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async ended(): Promise<void> {
    await this.#running;
  }

  async #repeat(): Promise<void> {
    do {
      this.#again = false;
      await this.#work();
    } while (this.#again && !this.#signal.aborted);
  }
}
