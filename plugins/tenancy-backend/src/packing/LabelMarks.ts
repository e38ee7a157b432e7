/* eslint-disable no-bitwise -- it is made of bits */
import type { Selector } from '@groundwork/engine';
import { fnv1a } from './fnv1a';

/** As many bits as a number has that takes no room of its own. */
const BITS = 30;

/**
 * Tells which labels none of some objects has, without holding any: each label has two marks of thirty, and its key one. What has not
 * all of its marks is not there (a Bloom filter).
 */
export class LabelMarks {
  #low = 0;
  #high = 0;
  #keys = 0;

  add(labels: Readonly<Record<string, unknown>> = {}): void {
    for (const [key, value] of Object.entries(labels)) {
      const hash = hashOf(key, value);
      this.#low |= markOf(hash);
      this.#high |= markOf(hash >>> 13);
      this.#keys |= markOf(fnv1a(key));
    }
  }

  addAll(other: LabelMarks): void {
    this.#low |= other.#low;
    this.#high |= other.#high;
    this.#keys |= other.#keys;
  }

  /** False where a selector takes none of the objects. */
  mayMatch({ matchLabels = {}, matchExpressions = [] }: Selector): boolean {
    return (
      Object.entries(matchLabels).every(([key, value]) =>
        this.#mayHave(key, value),
      ) &&
      matchExpressions.every(({ key, operator, values = [] }) => {
        switch (operator) {
          case 'In':
            return values.some(value => this.#mayHave(key, value));
          case 'Exists':
            return (this.#keys & markOf(fnv1a(key))) !== 0;
          default:
            return true;
        }
      })
    );
  }

  #mayHave(key: string, value: unknown): boolean {
    const hash = hashOf(key, value);
    return (
      (this.#low & markOf(hash)) !== 0 &&
      (this.#high & markOf(hash >>> 13)) !== 0
    );
  }
}

function hashOf(key: string, value: unknown): number {
  return fnv1a(`${key}=${value}`);
}

function markOf(hash: number): number {
  return 1 << hash % BITS;
}
