import { SnapshotIndex } from '@groundwork/engine';
import { isShelved, packedShelves } from '../packing';

/** An index of what clusters hold, of which kinds with the most objects are on shelves. */
export function liveIndex(
  labels: readonly string[],
  shelves: typeof packedShelves = packedShelves,
): SnapshotIndex {
  return new SnapshotIndex(labels, id =>
    isShelved(id) ? shelves(id) : undefined,
  );
}
