import { Known, KubernetesObject, Selector, SnapshotQuery } from '../model';
import { Answer, answered } from './answer';
import { selectedIn } from './selectedIn';
import { matchesSelector } from './selector';
import { HeldKind, NewShelf, ObjectIdentity, Shelf } from './shelf';

type Objects = readonly KubernetesObject[];

const NONE: Objects = Object.freeze([]);

/**
 * All objects of one kind of one cluster on shelves, one for each namespace. Nothing else refers to them, so that those that
 * nobody looks at need not be there as objects.
 */
export class ShelvedKind implements HeldKind {
  readonly #newShelf: NewShelf;
  /** Those of no namespace are under an empty one. */
  readonly #shelves = new Map<string, Shelf>();
  /** All of them, while somebody has the list. */
  #all: WeakRef<Objects> | undefined;

  // One for all shelves: there are thousands.
  readonly #forgetAll = () => {
    this.#all = undefined;
  };

  constructor(public answer: Answer, newShelf: NewShelf) {
    this.#newShelf = newShelf;
  }

  put(object: KubernetesObject): void {
    const { namespace = '' } = object.metadata;
    let shelf = this.#shelves.get(namespace);
    if (!shelf) {
      shelf = this.#newShelf(this.#forgetAll);
      this.#shelves.set(namespace, shelf);
    }
    this.#forgetAll();
    shelf.put(object);
  }

  remove(namespace = '', name: string): void {
    const shelf = this.#shelves.get(namespace);
    this.#forgetAll();
    shelf?.remove(name);
    if (shelf?.size === 0) {
      this.#shelves.delete(namespace);
    }
  }

  /** All that was listed is there. Each step is a shelf. */
  *settle(): Generator<void, void> {
    for (const shelf of [...this.#shelves.values()]) {
      shelf.settle();
      yield;
    }
  }

  get(namespace = '', name: string): KubernetesObject | undefined {
    return this.#shelves.get(namespace)?.get(name);
  }

  namespaces(): string[] {
    return [...this.#shelves.keys()];
  }

  get size(): number {
    let size = 0;
    for (const shelf of this.#shelves.values()) {
      size += shelf.size;
    }
    return size;
  }

  *identities(): Iterable<ObjectIdentity> {
    // What comes while somebody walks over them must not be told twice.
    for (const shelf of [...this.#shelves.values()]) {
      yield* shelf.identities();
    }
  }

  list(query: SnapshotQuery): Known<Objects> {
    return answered(this.answer, () => this.#find(query));
  }

  #find({ namespace, name, labels }: SnapshotQuery): Objects {
    if (name === undefined && namespace !== undefined) {
      const shelf = this.#shelves.get(namespace);
      if (!labels || !shelf) {
        return shelf?.list() ?? NONE;
      }
      return shelf.mayMatch(labels) ? selectedIn(shelf.list(), labels) : NONE;
    }
    if (name === undefined && labels) {
      return this.#labelled(labels);
    }
    const found =
      name === undefined ? this.#whole() : this.#named(namespace, name);
    return labels ? selectedBy(found, labels) : found;
  }

  #labelled(labels: Selector): Objects {
    return [...this.#shelves.values()].flatMap(shelf =>
      shelf.mayMatch(labels) ? selectedBy(shelf.list(), labels) : [],
    );
  }

  #named(namespace: string | undefined, name: string): Objects {
    const shelves =
      namespace === undefined
        ? [...this.#shelves.values()].filter(shelf => hasNamed(shelf, name))
        : [this.#shelves.get(namespace)];
    return shelves.flatMap(shelf => shelf?.get(name) ?? []);
  }

  #whole(): Objects {
    const known = this.#all?.deref();
    if (known) {
      return known;
    }
    const all: KubernetesObject[] = [];
    for (const shelf of this.#shelves.values()) {
      for (const object of shelf.list()) {
        all.push(object);
      }
    }
    this.#all = new WeakRef(all);
    return all;
  }
}

function hasNamed(shelf: Shelf, name: string): boolean {
  for (const each of shelf.identities()) {
    if (each.name === name) {
      return true;
    }
  }
  return false;
}

/** Of few objects, or for one look: grouping them costs more than it spares. */
function selectedBy(objects: Objects, labels: Selector): KubernetesObject[] {
  return objects.filter(({ metadata }) =>
    matchesSelector(labels, metadata.labels),
  );
}
