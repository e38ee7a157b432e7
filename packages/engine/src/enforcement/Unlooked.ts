const mostNamed = 5;

/** What could not be looked at, by cause: many things that could not for one are one line. */
export class Unlooked {
  readonly #causes = new Map<string, Set<string>>();

  /** Notes a cause, and what it kept from being looked at. */
  note(why: string, what?: string): void {
    const known = this.#causes.get(why) ?? new Set<string>();
    this.#causes.set(why, what === undefined ? known : known.add(what));
  }

  /** A line for each cause: `cluster edge cannot be reached: Deployment, Service`. */
  lines(): string[] {
    return [...this.#causes].map(([why, things]) => {
      const names = [...things];
      const more = names.length - mostNamed;
      const text = names.slice(0, mostNamed).join(', ');
      return names.length === 0
        ? why
        : `${why}: ${text}${more > 0 ? ` and ${more} more` : ''}`;
    });
  }
}
