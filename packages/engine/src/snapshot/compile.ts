import { Snapshot } from '../model';
import { SnapshotIndex } from './snapshotIndex';
import { WatchedKind, watchedKinds } from '../kinds';

/**
 * What an index shall hold: the clusters, the kinds (by default all that statuses and checks read)
 * and the labels to find objects by, usually the tenant label.
 *
 * @public
 */
export interface CompileOptions {
  clusters: readonly string[];
  kinds?: ReadonlyArray<Pick<WatchedKind, 'group' | 'kind'>>;
  labels?: readonly string[];
}

/**
 * Reads a snapshot once into an index that answers from then on, unknowns included.
 *
 * @public
 */
export function compile(
  snapshot: Snapshot,
  { clusters, kinds = watchedKinds, labels = [] }: CompileOptions,
): SnapshotIndex {
  const index = new SnapshotIndex(labels);
  for (const cluster of clusters) {
    for (const { group, kind } of kinds) {
      const known = snapshot.list({ cluster, group, kind });
      index.apply([{ type: 'answer', cluster, group, kind, known }]);
    }
  }
  return index;
}
