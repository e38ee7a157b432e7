/** Milliseconds: who takes longer than this holds up nobody else any more. */
export const PATIENCE = 5_000;

/**
 * Lets a few at a time do what would otherwise be done by hundreds at once, such as to list all kinds of a cluster: an API server, a
 * proxy before it and this process have others to answer too. Who comes first is first; who hangs lets the next one in after a while.
 */
export class ListTurns {
  readonly #waiting = new Set<() => void>();
  #free: number;

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /**
   * Does the work when it is its turn.
   *
   * @throws what the work throws, or the reason of the signal where it aborts before the turn comes
   */
  async take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#wait(signal);
    let isHeld = true;
    const release = () => {
      if (isHeld) {
        isHeld = false;
        this.#release();
      }
    };
    const timer = setTimeout(release, PATIENCE).unref();
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      release();
    }
  }

  async #wait(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    let leave = () => {};
    await new Promise<void>((resolve, reject) => {
      this.#waiting.add(resolve);
      leave = () => {
        this.#waiting.delete(resolve);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
    }).finally(() => signal.removeEventListener('abort', leave));
  }

  /** Who waits longest takes the place over. */
  #release(): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next();
    } else {
      this.#free += 1;
    }
  }
}
