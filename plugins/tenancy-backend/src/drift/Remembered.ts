/** What was made last, up to so many; the one that was asked for longest ago goes first. */
export class Remembered<T> {
  readonly #values = new Map<string, T>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): T | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) {
      this.#values.delete(key);
      this.#values.set(key, value);
    }
    return value;
  }

  set(key: string, value: T): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const old of this.#values.keys()) {
      if (this.#values.size <= this.#most) {
        return;
      }
      this.#values.delete(old);
    }
  }

  delete(key: string): void {
    this.#values.delete(key);
  }
}
