import { Selector } from '../model';
import { matchesSelector } from './selector';

/**
 * Tells which of many selectors take labels, without a look at each: of the labels that a selector names the rarest is where
 * it is found.
 */
export class SelectorIndex<T> {
  readonly #selectorOf: (item: T) => Selector | undefined;
  readonly #byLabel = new Map<string, Array<[place: number, item: T]>>();
  /** Those that name no label with its value. */
  readonly #others: Array<[place: number, item: T]> = [];

  constructor(
    items: readonly T[],
    selectorOf: (item: T) => Selector | undefined,
  ) {
    this.#selectorOf = selectorOf;
    const labelsOf = (item: T) =>
      Object.entries(selectorOf(item)?.matchLabels ?? {})
        .filter(([, value]) => typeof value === 'string')
        .map(keyOf);
    const counts = new Map<string, number>();
    for (const label of items.flatMap(labelsOf)) {
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    const countOf = (label: string) => counts.get(label) ?? 0;
    items.forEach((item, place) => {
      const labels = labelsOf(item);
      if (labels.length === 0) {
        this.#others.push([place, item]);
        return;
      }
      const rarest = labels.reduce((a, b) => (countOf(b) < countOf(a) ? b : a));
      const found = this.#byLabel.get(rarest) ?? [];
      this.#byLabel.set(rarest, found);
      found.push([place, item]);
    });
  }

  /** The items whose selector takes an object with these labels, in the order in which they were given. */
  taking(labels: Readonly<Record<string, string>>): T[] {
    const found = Object.entries(labels).flatMap(
      each => this.#byLabel.get(keyOf(each)) ?? [],
    );
    return [...this.#others, ...found]
      .filter(([, item]) => matchesSelector(this.#selectorOf(item), labels))
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  }
}

function keyOf([key, value]: [string, unknown]): string {
  return `${key}=${value}`;
}
