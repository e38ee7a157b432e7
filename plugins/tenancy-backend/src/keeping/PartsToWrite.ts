import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { HeldKind, ObjectIdentity } from '@groundwork/engine';
import type { KeptKind } from './KeptKind';
import type { KeptPart, KeptStore } from './KeptStore';
import { packObjects } from './packObjects';
import { hashOf, partOf } from './partOf';

/** Characters of parts that are written at once. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** What is written at once, as much as fits. */
export class PartsToWrite {
  readonly #most: number;
  #rows: Array<{ kind: KeptKind; row: KeptPart }> = [];
  #characters = 0;

  /** `most` parts are written at once. */
  constructor(most: number) {
    this.#most = most;
  }

  get isFull(): boolean {
    return (
      this.#rows.length >= this.#most || this.#characters >= MOST_CHARACTERS
    );
  }

  /** The clusters of which something is written. */
  get clusters(): Set<string> {
    return new Set(this.#rows.map(({ row }) => row.cluster));
  }

  /**
   * Takes what changed of a kind, and puts back what does not fit. Others are let through.
   *
   * @param held - what there is now
   * @returns false where a part is too large to be kept
   */
  async add(kind: KeptKind, held: HeldKind, version: number): Promise<boolean> {
    const changed = kind.take();
    const byPart = await divide(held, kind.parts, changed);
    for (const [at, [part]] of changed.entries()) {
      if (this.isFull) {
        changed.slice(at).forEach(left => kind.putBack(...left));
        return true;
      }
      const within = byPart.get(part) ?? [];
      const hash = hashOf(within, held);
      if (!kind.holds(part, hash)) {
        // What changed or went since then is written once more.
        const objects = within.flatMap(
          ({ namespace, name: of }) => held.get(namespace, of) ?? [],
        );
        const packed = await packObjects(objects);
        if (!packed) {
          this.#rows = this.#rows.filter(row => row.kind !== kind);
          return false;
        }
        const { cluster, name } = kind;
        this.#characters += packed.characters;
        this.#rows.push({
          kind,
          row: { cluster, kind: name, part, hash, version, body: packed.body },
        });
      }
      await letOthers();
    }
    return true;
  }

  /** Nothing of a cluster is to be written. */
  leave(cluster: string): void {
    this.#rows = this.#rows.filter(({ row }) => row.cluster !== cluster);
  }

  /** @throws Error if the database does not take it, or nobody knows whether it did */
  async write(store: KeptStore): Promise<void> {
    if (this.#rows.length > 0) {
      await store.putParts(this.#rows.map(({ row }) => row));
      this.#rows.forEach(({ kind, row }) => kind.written(row.part, row.hash));
    }
  }
}

/** What there is of those parts that changed. */
async function divide(
  held: HeldKind,
  parts: number,
  changed: ReadonlyArray<[part: number, since: number]>,
): Promise<Map<number, ObjectIdentity[]>> {
  const byPart = new Map<number, ObjectIdentity[]>(
    changed.map(([part]) => [part, []]),
  );
  if (byPart.size > 0) {
    for (const identity of held.identities()) {
      byPart.get(partOf(identity, parts))?.push(identity);
      await letOthers();
    }
  }
  return byPart;
}
