/** Questions to clusters, few at once to each: the rest waits for its turn. */
export class Turns {
  readonly #most: number;
  readonly #running = new Map<string, Set<Promise<unknown>>>();

  constructor(most: number) {
    this.#most = most;
  }

  async take<T>(cluster: string, ask: () => Promise<T>): Promise<T> {
    const running = this.#running.get(cluster) ?? new Set();
    this.#running.set(cluster, running);
    while (running.size >= this.#most) {
      await Promise.race(running).catch(() => {});
    }
    const asked = ask();
    running.add(asked);
    try {
      return await asked;
    } finally {
      running.delete(asked);
    }
  }
}
