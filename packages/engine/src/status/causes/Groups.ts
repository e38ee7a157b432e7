/** Things by a key, in the order in which they came. */
export class Groups<T> {
  readonly #groups = new Map<string, T[]>();

  add(key: string, item: T): void {
    const group = this.#groups.get(key);
    if (group) {
      group.push(item);
    } else {
      this.#groups.set(key, [item]);
    }
  }

  of(key: string): readonly T[] {
    return this.#groups.get(key) ?? [];
  }

  all(): ReadonlyArray<readonly T[]> {
    return [...this.#groups.values()];
  }
}
