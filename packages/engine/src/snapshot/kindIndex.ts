import { Known, KubernetesObject, Selector, SnapshotQuery } from '../model';
import { Answer, answered } from './answer';
import { Grouping, givenBy } from './grouped';
import { Groups, KeysOf, LiveGroups } from './groups';
import { matchesSelector } from './selector';
import { selectedIn } from './selectedIn';
import { HeldKind, ObjectIdentity } from './shelf';

/** Stands for all namespaces; no namespace is called so. */
const ALL = '*';

/** Objects in the order in which they came. */
interface Objects {
  readonly size: number;
  values(): Iterable<KubernetesObject>;
}

const NONE: Objects = new Set<KubernetesObject>();

/** All objects of one kind of one cluster, found by namespace, by name and by the labels that are asked for most. */
export class KindIndex implements Grouping, HeldKind {
  readonly #labels: readonly string[];

  readonly #objects = new Set<KubernetesObject>();
  /** By name. Those of no namespace are under an empty one. */
  readonly #namespaces = new Map<string, Map<string, KubernetesObject>>();
  readonly #labelled = new Map<string, Map<string, Set<KubernetesObject>>>();
  /** Lists that were asked for whole, by namespace; that of all namespaces under a star. */
  #lists = new Map<string, readonly KubernetesObject[]>();
  /** Groups of all objects that somebody asked for, kept up to date from then on. */
  readonly #groupings = new Map<string, LiveGroups>();

  constructor(public answer: Answer, labels: readonly string[]) {
    this.#labels = labels;
  }

  put(object: KubernetesObject): void {
    const { namespace = '', name } = object.metadata;
    this.remove(namespace, name);
    this.#forgetLists();
    this.#objects.add(object);
    this.#groupings.forEach(groups => groups.put(object));
    at(this.#namespaces, namespace, () => new Map()).set(name, object);
    for (const label of this.#labels) {
      const value = object.metadata.labels?.[label];
      if (value !== undefined) {
        const values = at(this.#labelled, label, () => new Map());
        at(values, value, () => new Set()).add(object);
      }
    }
  }

  remove(namespace = '', name: string): void {
    const siblings = this.#namespaces.get(namespace);
    const old = siblings?.get(name);
    if (!siblings || !old) {
      return;
    }
    this.#objects.delete(old);
    this.#groupings.forEach(groups => groups.remove(old));
    siblings.delete(name);
    if (siblings.size === 0) {
      this.#namespaces.delete(namespace);
    }
    for (const label of this.#labels) {
      const value: string | undefined = old.metadata.labels?.[label];
      if (value !== undefined) {
        forget(old, value, this.#labelled.get(label));
      }
    }
    this.#forgetLists();
  }

  /** Groups of the list of all objects; none once that is out of date. */
  groups(
    list: readonly KubernetesObject[],
    name: string,
    keysOf: KeysOf,
  ): Groups | undefined {
    if (list !== this.#lists.get(ALL)) {
      return undefined;
    }
    let groups = this.#groupings.get(name);
    if (!groups) {
      groups = new LiveGroups(list, keysOf);
      this.#groupings.set(name, groups);
    }
    return groups;
  }

  #forgetLists(): void {
    if (this.#lists.size > 0) {
      this.#lists = new Map();
    }
  }

  list(query: SnapshotQuery): Known<readonly KubernetesObject[]> {
    return answered(this.answer, () => this.#find(query));
  }

  get size(): number {
    return this.#objects.size;
  }

  *identities(): Iterable<ObjectIdentity> {
    for (const { metadata } of this.#whole(undefined)) {
      yield metadata;
    }
  }

  #find(query: SnapshotQuery): readonly KubernetesObject[] {
    if (query.name !== undefined && query.namespace !== undefined) {
      const object = this.get(query.namespace, query.name);
      return object && matches(query, object) ? [object] : [];
    }
    if (!query.labels && query.name === undefined) {
      return this.#whole(query.namespace);
    }
    const narrowed = this.#narrow(query) ?? this.#objects;
    return query.name === undefined &&
      query.namespace !== undefined &&
      narrowed === this.#namespaces.get(query.namespace)
      ? selectedIn(this.#whole(query.namespace), query.labels)
      : [...narrowed.values()].filter(object => matches(query, object));
  }

  /** The same array until something changes, so that what is computed from it can be kept with it. */
  #whole(namespace: string | undefined): readonly KubernetesObject[] {
    const key = namespace === undefined ? ALL : namespace;
    let list = this.#lists.get(key);
    if (!list) {
      const objects =
        namespace === undefined
          ? this.#objects
          : this.#namespaces.get(namespace) ?? NONE;
      list = [...objects.values()];
      this.#lists.set(key, list);
      if (key === ALL) {
        givenBy(list, this);
      }
    }
    return list;
  }

  #narrow(query: SnapshotQuery): Objects | undefined {
    if (query.name !== undefined) {
      const clusterScoped = this.get('', query.name);
      const hasNamespaced =
        this.#objects.size > (this.#namespaces.get('')?.size ?? 0);
      if (!hasNamespaced) {
        return new Set(clusterScoped ? [clusterScoped] : []);
      }
    }
    const found: Objects[] = [];
    if (query.namespace !== undefined) {
      found.push(this.#namespaces.get(query.namespace) ?? NONE);
    }
    for (const label of this.#labels) {
      const value = query.labels?.matchLabels?.[label];
      if (value !== undefined) {
        found.push(this.#labelled.get(label)?.get(value) ?? NONE);
      }
    }
    return found.sort((a, b) => a.size - b.size)[0];
  }

  get(namespace = '', name: string): KubernetesObject | undefined {
    return this.#namespaces.get(namespace)?.get(name);
  }
}

function at<T>(map: Map<string, T>, key: string, make: () => T): T {
  let found = map.get(key);
  if (found === undefined) {
    found = make();
    map.set(key, found);
  }
  return found;
}

function forget(
  object: KubernetesObject,
  key: string,
  groups: Map<string, Set<KubernetesObject>> | undefined,
): void {
  const group = groups?.get(key);
  group?.delete(object);
  if (group?.size === 0) {
    groups?.delete(key);
  }
}

function matches(query: SnapshotQuery, object: KubernetesObject): boolean {
  const { namespace, name, labels } = query;
  const { metadata } = object;
  return (
    (namespace === undefined || (metadata.namespace ?? '') === namespace) &&
    (name === undefined || metadata.name === name) &&
    matchesSelector(labels as Selector | undefined, metadata.labels)
  );
}
