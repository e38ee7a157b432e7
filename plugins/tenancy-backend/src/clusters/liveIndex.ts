import { SnapshotIndex } from '@groundwork/engine';
import { isShelved, packedShelves } from '../packing';

/** The label of an EndpointSlice that names its Service: Kubernetes, discovery.k8s.io/v1. */
const SERVICE_NAME = 'kubernetes.io/service-name';

/** An index of what clusters hold, of which kinds with the most objects are on shelves. */
export function liveIndex(
  labels: readonly string[],
  shelves: typeof packedShelves = packedShelves,
): SnapshotIndex {
  // The slices of a Service are asked for by its name, for each backend of each route.
  return new SnapshotIndex([...labels, SERVICE_NAME], id =>
    isShelved(id) ? shelves(id) : undefined,
  );
}
