import { KubernetesObject, ObjectMeta, Selector } from '../model';

/**
 * By what an object is told from others, and one state of it from another.
 *
 * @public
 */
export type ObjectIdentity = Pick<
  ObjectMeta,
  'namespace' | 'name' | 'uid' | 'resourceVersion'
>;

/**
 * Where a {@link SnapshotIndex} puts the objects of a kind that are in one namespace, by name. It may hold them in any form while
 * nobody looks; what it gives is the same until it says that it is closed.
 *
 * @public
 */
export interface Shelf {
  /** How many objects are on it. */
  readonly size: number;
  /** The one of that name, if there is one. */
  get(name: string): KubernetesObject | undefined;
  /** Replaces the one of the same name. */
  put(object: KubernetesObject): void;
  /** Does nothing where there is none of that name. */
  remove(name: string): void;
  /** All that are on it: the same list until something changes. */
  list(): readonly KubernetesObject[];
  /** Without a look at the objects: false where a selector takes none of them. */
  mayMatch(labels: Selector): boolean;
  /** All that was listed is on it, and nobody has looked yet. */
  settle(): void;
  /** Which objects are on it, without a look at them. */
  identities(): readonly ObjectIdentity[];
}

/**
 * Makes an empty shelf. Each time that it closes, so that it gives other objects for the same from then on, it calls back.
 *
 * @public
 */
export type NewShelf = (onClosed: () => void) => Shelf;

/**
 * Where objects of a kind are put that are looked at in one namespace at a time; undefined for kinds of which an index holds the
 * objects itself.
 *
 * @public
 */
export type ShelvesOf = (id: {
  group: string;
  kind: string;
}) => NewShelf | undefined;

/**
 * What an index holds of a kind of a cluster. It stays as it is when the kind is answered anew.
 *
 * @public
 */
export interface HeldKind {
  /** How many objects there are. */
  readonly size: number;
  /**
   * Which objects there are, without a look at them; those that were last known where that is not known now. What changes while they
   * are walked over is told as it is or as it was, and once.
   */
  identities(): Iterable<ObjectIdentity>;
  /** The one of that name, if there is one; without a namespace where it is of none. */
  get(
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
}
