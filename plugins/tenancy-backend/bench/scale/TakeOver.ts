/** Milliseconds within which a change is told of where all is well, with others on the machine. */
const SOON = 3_000;

/** Which changes were told of, how often, and by which replica, while one is killed. */
export class TakeOver {
  readonly #changes = new Map<string, { at: number; told: number[] }>();
  #teller: string | undefined;
  #killed: { name: string; at: number } | undefined;
  #takenAt: number | undefined;

  /** A tenant was changed; each is once. */
  changed(tenant: string): void {
    this.#changes.set(tenant, { at: performance.now(), told: [] });
  }

  /** A replica told of tenants. */
  heard(replica: string, tenants: readonly string[]): void {
    const now = performance.now();
    const known = tenants.flatMap(each => this.#changes.get(each) ?? []);
    if (known.length > 0) {
      this.#teller = replica;
      known.forEach(({ told }) => told.push(now));
      if (this.#killed && replica !== this.#killed.name) {
        this.#takenAt ??= now;
      }
    }
  }

  /** Who told of changes last. */
  teller(): string | undefined {
    return this.#teller;
  }

  killed(name: string): void {
    this.#killed = { name, at: performance.now() };
  }

  /** Until another replica tells of changes, or so many milliseconds are over. */
  async taken(most: number): Promise<void> {
    await reached(() => this.#takenAt !== undefined, most);
  }

  /** Until all changes were told of, or so many milliseconds are over. */
  async complete(most: number): Promise<void> {
    await reached(
      () => [...this.#changes.values()].every(({ told }) => told.length > 0),
      most,
    );
  }

  result(): string {
    const all = [...this.#changes.values()];
    const times = all.flatMap(({ at, told }) =>
      told.length > 0 ? [told[0] - at] : [],
    );
    const lost = all.filter(({ told }) => told.length === 0).length;
    const twice = all.filter(({ told }) => told.length > 1).length;
    const late = times.filter(time => time > SOON).length;
    const taken =
      this.#takenAt === undefined || !this.#killed
        ? 'nobody took over'
        : `another took over after ${(
            (this.#takenAt - this.#killed.at) /
            1000
          ).toFixed(1)} s`;
    return `${taken}; of ${
      all.length
    } changes ${lost} were not told of, ${twice} twice, ${late} later than ${
      SOON / 1000
    } s, the latest after ${(Math.max(...times) / 1000).toFixed(1)} s`;
  }
}

async function reached(isReached: () => boolean, most: number): Promise<void> {
  const until = performance.now() + most;
  while (!isReached() && performance.now() < until) {
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
  }
}
