import {
  Known,
  KubernetesObject,
  ObjectRef,
  Snapshot,
  SnapshotQuery,
  groupOf,
  lastValue,
} from '../model';
import { Answer, answerOf } from './answer';
import { KindIndex } from './kindIndex';
import { HeldKind, ShelvesOf } from './shelf';
import { ShelvedKind } from './shelvedKind';

/**
 * What happened to a cluster since an index was made: an object came or changed, an object went,
 * or a whole kind was listed anew or could no longer be read.
 *
 * @public
 */
export type SnapshotChange =
  | { type: 'put'; cluster: string; object: KubernetesObject; asOf?: number }
  | { type: 'remove'; ref: ObjectRef; asOf?: number }
  | {
      type: 'answer';
      cluster: string;
      group: string;
      kind: string;
      known: Known<readonly KubernetesObject[]>;
    };

/** Objects that are put in an index in far less than a millisecond. */
const STEP = 200;

/**
 * A snapshot with the lookups that statuses and checks need: by cluster, group, kind, namespace and name,
 * and by the labels it was told to index, each without a walk over all objects.
 *
 * @public
 */
export class SnapshotIndex implements Snapshot {
  readonly #labels: readonly string[];

  readonly #shelves: ShelvesOf;
  readonly #kindIndexes = new Map<string, KindIndex | ShelvedKind>();
  readonly #clusters = new Map<string, Answer>();
  /** Answers for kinds of which there is nothing: always the same list, so that what is computed from it can be kept with it. */
  readonly #empty = new Map<string, KindIndex>();

  /**
   * @param labels - keys of labels that objects are looked up by most
   * @param shelves - where objects of a kind are put that are looked at in one namespace at a time; undefined for other kinds
   */
  constructor(
    labels: readonly string[] = [],
    shelves: ShelvesOf = () => undefined,
  ) {
    this.#labels = labels;
    this.#shelves = shelves;
  }

  /** What a cluster answers for kinds that nothing else is known of: none of them, or why nobody knows. */
  setCluster(cluster: string, known: Known<readonly []>): void {
    this.#clusters.set(cluster, answerOf(known));
    this.#empty.delete(cluster);
  }

  list(query: SnapshotQuery): Known<readonly KubernetesObject[]> {
    const { cluster, group, kind } = query;
    const known =
      this.#kindIndexes.get(keyOf(cluster, group, kind)) ??
      this.#empty.get(cluster);
    if (known) {
      return known.list(query);
    }
    const empty = new KindIndex(this.#answerOf(cluster), this.#labels);
    this.#empty.set(cluster, empty);
    return empty.list(query);
  }

  /**
   * Brings the index up to date in place. Afterwards it answers every question as an index made anew
   * from the changed objects would.
   */
  apply(changes: Iterable<SnapshotChange>): void {
    for (const change of changes) {
      if (change.type === 'answer') {
        for (const _ of this.applyInSteps(change)) {
          // All at once.
        }
      } else if (change.type === 'put') {
        const { cluster, object, asOf } = change;
        const group = groupOf(object.apiVersion);
        const kindIndex = this.#kindIndex(cluster, group, object.kind);
        kindIndex.put(object);
        touch(kindIndex, asOf);
      } else {
        const { cluster, group, kind, namespace, name } = change.ref;
        const kindIndex = this.#kindIndex(cluster, group, kind);
        kindIndex.remove(namespace, name);
        touch(kindIndex, change.asOf);
      }
    }
  }

  /**
   * Does what {@link SnapshotIndex.apply} does with an answer, in steps of some hundred objects, so that whoever takes
   * the steps can let others work in between. The index answers as before until the last step is taken.
   */
  *applyInSteps({
    cluster,
    group,
    kind,
    known,
  }: Extract<SnapshotChange, { type: 'answer' }>): Generator<void, void> {
    const kindIndex = this.#newKind({ group, kind }, answerOf(known));
    let count = 0;
    for (const object of lastValue(known) ?? []) {
      kindIndex.put(object);
      count++;
      if (count % STEP === 0) {
        yield;
      }
    }
    if (kindIndex instanceof ShelvedKind) {
      yield* kindIndex.settle();
    }
    this.#kindIndexes.set(keyOf(cluster, group, kind), kindIndex);
  }

  namespaces({
    cluster,
    group,
    kind,
  }: Pick<SnapshotQuery, 'cluster' | 'group' | 'kind'>):
    | readonly string[]
    | undefined {
    const found = this.#kindIndexes.get(keyOf(cluster, group, kind));
    return found instanceof ShelvedKind && !('unknown' in found.answer)
      ? found.namespaces()
      : undefined;
  }

  /** What is held of a kind of a cluster now; undefined where nothing ever was told of it. */
  held({
    cluster,
    group,
    kind,
  }: Pick<SnapshotQuery, 'cluster' | 'group' | 'kind'>): HeldKind | undefined {
    return this.#kindIndexes.get(keyOf(cluster, group, kind));
  }

  #kindIndex(
    cluster: string,
    group: string,
    kind: string,
  ): KindIndex | ShelvedKind {
    const key = keyOf(cluster, group, kind);
    let kindIndex = this.#kindIndexes.get(key);
    if (!kindIndex) {
      kindIndex = this.#newKind({ group, kind }, this.#answerOf(cluster));
      this.#kindIndexes.set(key, kindIndex);
    }
    return kindIndex;
  }

  #newKind(
    id: { group: string; kind: string },
    answer: Answer,
  ): KindIndex | ShelvedKind {
    const newShelf = this.#shelves(id);
    return newShelf
      ? new ShelvedKind(answer, newShelf)
      : new KindIndex(answer, this.#labels);
  }

  #answerOf(cluster: string): Answer {
    return (
      this.#clusters.get(cluster) ?? {
        unknown: 'notWatched' as const,
        source: `cluster ${cluster}`,
      }
    );
  }
}

function keyOf(cluster: string, group: string, kind: string): string {
  return `${cluster}|${group}|${kind}`;
}

function touch(
  kindIndex: KindIndex | ShelvedKind,
  asOf: number | undefined,
): void {
  if (asOf !== undefined && !('unknown' in kindIndex.answer)) {
    kindIndex.answer = { ...kindIndex.answer, asOf };
  }
}
