import { KubernetesObject } from '../model';

/**
 * Under which texts an object is found; it may be several, or none.
 *
 * @public
 */
export type KeysOf = (object: KubernetesObject) => readonly string[];

/**
 * Objects found by a text that each of them has.
 *
 * @public
 */
export interface Groups {
  /** Those under a text, in the order of the list. */
  get(key: string): readonly KubernetesObject[];
  /** Each text once. */
  keys(): Iterable<string>;
}

const NONE: readonly KubernetesObject[] = Object.freeze([]);

/** Most groups are small, and a list is made and searched faster than a set then. */
const FEW = 32;

/** Groups that follow a set of objects as it changes. */
export class LiveGroups implements Groups {
  readonly #keysOf: KeysOf;

  readonly #groups: Map<string, readonly KubernetesObject[]>;
  /** Large groups that have changed; their lists above are made anew when they are asked for. */
  readonly #large = new Map<string, Set<KubernetesObject>>();
  readonly #stale = new Set<string>();

  constructor(objects: Iterable<KubernetesObject>, keysOf: KeysOf) {
    this.#keysOf = keysOf;

    const groups = new Map<string, KubernetesObject[]>();
    for (const object of objects) {
      for (const key of keysOf(object)) {
        const group = groups.get(key);
        if (!group) {
          groups.set(key, [object]);
        } else if (group[group.length - 1] !== object) {
          group.push(object);
        }
      }
    }
    this.#groups = groups;
  }

  get(key: string): readonly KubernetesObject[] {
    const large = this.#stale.delete(key) ? this.#large.get(key) : undefined;
    if (large) {
      this.#groups.set(key, [...large]);
    }
    return this.#groups.get(key) ?? NONE;
  }

  keys(): Iterable<string> {
    return this.#groups.keys();
  }

  put(object: KubernetesObject): void {
    for (const key of this.#keysOf(object)) {
      const group = this.#groups.get(key) ?? [];
      const large = this.#largeOf(key, group);
      if (large) {
        large.add(object);
        this.#stale.add(key);
      } else if (!group.includes(object)) {
        // Lists that were handed out stay as they are.
        this.#groups.set(key, [...group, object]);
      }
    }
  }

  remove(object: KubernetesObject): void {
    for (const key of this.#keysOf(object)) {
      const group = this.#groups.get(key) ?? [];
      const large = this.#largeOf(key, group);
      if (large) {
        large.delete(object);
        this.#stale.add(key);
      }
      const left = large ? NONE : group.filter(each => each !== object);
      if ((large?.size ?? left.length) === 0) {
        this.#groups.delete(key);
        this.#large.delete(key);
        this.#stale.delete(key);
      } else if (!large) {
        this.#groups.set(key, left);
      }
    }
  }

  #largeOf(
    key: string,
    group: readonly KubernetesObject[],
  ): Set<KubernetesObject> | undefined {
    let large = this.#large.get(key);
    if (!large && group.length > FEW) {
      large = new Set(group);
      this.#large.set(key, large);
    }
    return large;
  }
}

/** The groups of a list that came of another, by the groups of that. */
export class DerivedGroups implements Groups {
  readonly #base: Groups;
  readonly #gone: ReadonlySet<KubernetesObject>;

  readonly #added: LiveGroups;

  constructor(
    base: Groups,
    gone: ReadonlySet<KubernetesObject>,
    added: readonly KubernetesObject[],
    keysOf: KeysOf,
  ) {
    this.#base = base;
    this.#gone = gone;

    this.#added = new LiveGroups(added, keysOf);
  }

  get(key: string): readonly KubernetesObject[] {
    const kept = this.#base.get(key);
    const left =
      this.#gone.size > 0 && kept.some(object => this.#gone.has(object))
        ? kept.filter(object => !this.#gone.has(object))
        : kept;
    const added = this.#added.get(key);
    return added.length > 0 ? [...left, ...added] : left;
  }

  *keys(): Iterable<string> {
    for (const key of this.#base.keys()) {
      if (this.get(key).length > 0) {
        yield key;
      }
    }
    for (const key of this.#added.keys()) {
      if (this.#base.get(key).length === 0) {
        yield key;
      }
    }
  }
}
