import { KubernetesObject } from '../model';

/** Under which texts an object is found; it may be several, or none. */
export type KeysOf = (object: KubernetesObject) => readonly string[];

/** Objects found by a text that each of them has. */
export interface Groups {
  /** Those under a text, in the order of the list. */
  get(key: string): readonly KubernetesObject[];
  /** Each text once. */
  keys(): Iterable<string>;
}

const NONE: readonly KubernetesObject[] = Object.freeze([]);

/** Groups that follow a set of objects as it changes. */
export class LiveGroups implements Groups {
  readonly #groups = new Map<string, Set<KubernetesObject>>();
  readonly #lists = new Map<string, readonly KubernetesObject[]>();

  constructor(
    objects: Iterable<KubernetesObject>,
    private readonly keysOf: KeysOf,
  ) {
    for (const object of objects) {
      this.put(object);
    }
  }

  get(key: string): readonly KubernetesObject[] {
    let list = this.#lists.get(key);
    if (!list) {
      const group = this.#groups.get(key);
      if (!group) {
        return NONE;
      }
      list = [...group];
      this.#lists.set(key, list);
    }
    return list;
  }

  keys(): Iterable<string> {
    return this.#groups.keys();
  }

  put(object: KubernetesObject): void {
    for (const key of this.keysOf(object)) {
      const group = this.#groups.get(key);
      if (group) {
        group.add(object);
        this.#lists.delete(key);
      } else {
        this.#groups.set(key, new Set([object]));
      }
    }
  }

  remove(object: KubernetesObject): void {
    for (const key of this.keysOf(object)) {
      const group = this.#groups.get(key);
      if (group?.delete(object)) {
        this.#lists.delete(key);
        if (group.size === 0) {
          this.#groups.delete(key);
        }
      }
    }
  }
}

/** The groups of a list that came of another, by the groups of that. */
export class DerivedGroups implements Groups {
  readonly #added: LiveGroups;

  constructor(
    private readonly base: Groups,
    private readonly gone: ReadonlySet<KubernetesObject>,
    added: readonly KubernetesObject[],
    keysOf: KeysOf,
  ) {
    this.#added = new LiveGroups(added, keysOf);
  }

  get(key: string): readonly KubernetesObject[] {
    const kept = this.base.get(key);
    const left =
      this.gone.size > 0 && kept.some(object => this.gone.has(object))
        ? kept.filter(object => !this.gone.has(object))
        : kept;
    const added = this.#added.get(key);
    return added.length > 0 ? [...left, ...added] : left;
  }

  *keys(): Iterable<string> {
    for (const key of this.base.keys()) {
      if (this.get(key).length > 0) {
        yield key;
      }
    }
    for (const key of this.#added.keys()) {
      if (this.base.get(key).length === 0) {
        yield key;
      }
    }
  }
}
