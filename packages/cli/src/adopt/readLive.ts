import {
  FoundObject,
  kindsOf,
  OwnerRule,
  Platform,
  WatchedKind,
} from '@groundwork/engine';
import { readClusters } from '../live/readClusters';
import type { LiveCluster } from '../live/LiveCluster';
import type { NotRead } from './readDirectory';

/** What the clusters of a platform hold, and their definitions of kinds. */
export interface LiveObjects {
  objects: FoundObject[];
  notRead: NotRead[];
  clusters: LiveCluster[];
}

/**
 * Reads from clusters what teams and platforms write. Never a Secret: they are not even listed. Where the reader has no right to a whole
 * cluster, the namespaces that rules name are read one by one.
 */
export async function readLive(
  file: string,
  platform: Platform,
  rules: readonly OwnerRule[],
  now: number,
): Promise<LiveObjects> {
  const kinds: WatchedKind[] = kindsOf(platform).all.filter(
    ({ kind, writer, namespaced }) =>
      kind !== 'Secret' &&
      writer !== 'controller' &&
      (namespaced || kind === 'Namespace'),
  );
  const clusters = await readClusters(file, platform, now, {
    kinds,
    namespaces: [
      ...new Set(
        rules
          .map(({ namespace }) => namespace)
          .filter(name => /^[a-z0-9-]+$/.test(name)),
      ),
    ],
  });
  return {
    clusters,
    objects: clusters.flatMap(({ cluster, objects }) =>
      objects.map(object => ({ object, cluster })),
    ),
    notRead: clusters.flatMap(({ cluster, unknowns }) =>
      unknowns
        .filter(({ unknown }) => unknown !== 'notServed')
        .map(({ kind, message, unknown }) => ({
          path: kind === undefined ? cluster : `${cluster} ${kind}`,
          why: message ?? unknown,
        })),
    ),
  };
}
