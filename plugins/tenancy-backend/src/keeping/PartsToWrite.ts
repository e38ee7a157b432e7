import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { KubernetesObject } from '@groundwork/engine';
import type { KeptKind } from './KeptKind';
import type { KeptPart, KeptStore } from './KeptStore';
import { packObjects } from './packObjects';
import { hashOf, partOf } from './partOf';

/** Parts, and characters of them, that are written at once. */
const MOST_PARTS = 40;
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** What is written at once, as much as fits. */
export class PartsToWrite {
  #rows: Array<{ kind: KeptKind; row: KeptPart }> = [];
  #characters = 0;

  get isFull(): boolean {
    return (
      this.#rows.length >= MOST_PARTS || this.#characters >= MOST_CHARACTERS
    );
  }

  /**
   * Takes what changed of a kind, and puts back what does not fit. Others are let through.
   *
   * @param objects - as they are now
   * @returns false where a part is too large to be kept
   */
  async add(
    kind: KeptKind,
    objects: readonly KubernetesObject[],
  ): Promise<boolean> {
    const changed = kind.take();
    const byPart = await divide(objects, kind.parts, changed);
    for (const [at, [part]] of changed.entries()) {
      if (this.isFull) {
        changed.slice(at).forEach(left => kind.putBack(...left));
        return true;
      }
      const held = byPart.get(part) ?? [];
      const hash = hashOf(held);
      if (!kind.holds(part, hash)) {
        const packed = await packObjects(held);
        if (!packed) {
          this.#rows = this.#rows.filter(row => row.kind !== kind);
          return false;
        }
        const { cluster, name } = kind;
        this.#characters += packed.characters;
        this.#rows.push({
          kind,
          row: { cluster, kind: name, part, hash, body: packed.body },
        });
      }
      await letOthers();
    }
    return true;
  }

  /** @throws Error if the database does not take it, or nobody knows whether it did */
  async write(store: KeptStore): Promise<void> {
    if (this.#rows.length > 0) {
      await store.putParts(this.#rows.map(({ row }) => row));
      this.#rows.forEach(({ kind, row }) => kind.written(row.part, row.hash));
    }
  }
}

/** The objects of those parts that changed. */
async function divide(
  objects: readonly KubernetesObject[],
  parts: number,
  changed: ReadonlyArray<[part: number, since: number]>,
): Promise<Map<number, KubernetesObject[]>> {
  const byPart = new Map<number, KubernetesObject[]>(
    changed.map(([part]) => [part, []]),
  );
  if (byPart.size > 0) {
    for (const object of objects) {
      byPart.get(partOf(object, parts))?.push(object);
      await letOthers();
    }
  }
  return byPart;
}
