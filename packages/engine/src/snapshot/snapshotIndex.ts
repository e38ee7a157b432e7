import {
  Known,
  KubernetesObject,
  ObjectRef,
  Snapshot,
  SnapshotQuery,
  groupOf,
  lastValue,
} from '../model';
import { Answer, Shelf, answerOf } from './shelf';

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

/** Objects that are put on a shelf in far less than a millisecond. */
const STEP = 200;

/**
 * A snapshot with the lookups that statuses and checks need: by cluster, group, kind, namespace and name,
 * and by the labels it was told to index, each without a walk over all objects.
 *
 * @public
 */
export class SnapshotIndex implements Snapshot {
  private readonly shelves = new Map<string, Shelf>();
  private readonly clusters = new Map<string, Answer>();

  constructor(private readonly labels: readonly string[] = []) {}

  /** What a cluster answers for kinds that nothing else is known of: none of them, or why nobody knows. */
  setCluster(cluster: string, known: Known<readonly []>): void {
    this.clusters.set(cluster, answerOf(known));
  }

  list(query: SnapshotQuery): Known<readonly KubernetesObject[]> {
    const { cluster, group, kind } = query;
    const shelf = this.shelves.get(keyOf(cluster, group, kind));
    return (shelf ?? this.emptyShelf(cluster)).list(query);
  }

  /**
   * Brings the index up to date in place. Afterwards it answers every question as an index made anew
   * from the changed objects would.
   */
  apply(changes: Iterable<SnapshotChange>): void {
    for (const change of changes) {
      if (change.type === 'answer') {
        const { cluster, group, kind, known } = change;
        this.shelves.set(
          keyOf(cluster, group, kind),
          Shelf.from(known, this.labels),
        );
      } else if (change.type === 'put') {
        const { cluster, object, asOf } = change;
        const group = groupOf(object.apiVersion);
        const shelf = this.shelf(cluster, group, object.kind);
        shelf.put(object);
        touch(shelf, asOf);
      } else {
        const { cluster, group, kind, namespace, name } = change.ref;
        const shelf = this.shelf(cluster, group, kind);
        shelf.remove(namespace, name);
        touch(shelf, change.asOf);
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
    const shelf = new Shelf(answerOf(known), this.labels);
    let count = 0;
    for (const object of lastValue(known) ?? []) {
      shelf.put(object);
      count++;
      if (count % STEP === 0) {
        yield;
      }
    }
    this.shelves.set(keyOf(cluster, group, kind), shelf);
  }

  private shelf(cluster: string, group: string, kind: string): Shelf {
    const key = keyOf(cluster, group, kind);
    let shelf = this.shelves.get(key);
    if (!shelf) {
      shelf = this.emptyShelf(cluster);
      this.shelves.set(key, shelf);
    }
    return shelf;
  }

  private emptyShelf(cluster: string): Shelf {
    const answer = this.clusters.get(cluster) ?? {
      unknown: 'notWatched' as const,
      source: `cluster ${cluster}`,
    };
    return new Shelf(answer, this.labels);
  }
}

function keyOf(cluster: string, group: string, kind: string): string {
  return `${cluster}|${group}|${kind}`;
}

function touch(shelf: Shelf, asOf: number | undefined): void {
  if (asOf !== undefined && !('unknown' in shelf.answer)) {
    shelf.answer = { ...shelf.answer, asOf };
  }
}
