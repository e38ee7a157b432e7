import { ClusterApi } from './ClusterApi';
import type { ClusterConnection } from './ClusterConnection';

/** The API of each cluster, by its name, for questions beside the watches. */
export function clusterApis(
  connections: ReadonlyMap<string, ClusterConnection>,
): ReadonlyMap<string, ClusterApi> {
  return new Map(
    [...connections].map(([cluster, connection]) => [
      cluster,
      new ClusterApi(connection),
    ]),
  );
}
