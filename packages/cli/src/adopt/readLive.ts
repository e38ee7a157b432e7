import {
  FoundObject,
  kindsOf,
  OwnerRule,
  Platform,
  WatchedKind,
} from '@groundwork/engine';
import { readClusters } from '../live/readClusters';
import type { LiveCluster, UnreadEntry } from '../live/LiveCluster';
import type { NotRead } from './readDirectory';

/** What the clusters of a platform hold, and their definitions of kinds. */
export interface LiveObjects {
  objects: FoundObject[];
  notRead: NotRead[];
  /** What of it decides what becomes of a tenant. */
  unread: UnreadEntry[];
  clusters: LiveCluster[];
}

/**
 * Reads from clusters what teams and platforms write, and the names of what they define besides. Never a Secret: they are not even listed.
 * Where the reader has no right to a whole cluster, the namespaces that rules name are read one by one, and those of the Argo CDs.
 */
export async function readLive(
  file: string,
  platform: Platform,
  rules: readonly OwnerRule[],
  now: number,
): Promise<LiveObjects> {
  const known = kindsOf(platform).all;
  const kinds: WatchedKind[] = known.filter(
    ({ kind, writer, namespaced }) =>
      kind !== 'Secret' &&
      writer !== 'controller' &&
      (namespaced || kind === 'Namespace'),
  );
  const clusters = await readClusters(file, platform, now, {
    kinds,
    allBut: known,
    homesOf: ({ group }, cluster) =>
      group === 'argoproj.io'
        ? platform.environments
            .filter(({ argocd }) => argocd.cluster === cluster)
            .map(({ argocd }) => argocd.namespace)
        : [],
    namespaces: [
      ...new Set(
        rules
          .map(({ namespace }) => namespace)
          .filter(name => /^[a-z0-9-]+$/.test(name)),
      ),
    ],
  });
  const unknowns = clusters.flatMap(each =>
    each.unknowns.filter(({ unknown }) => unknown !== 'notServed'),
  );
  return {
    clusters,
    objects: clusters.flatMap(({ cluster, objects, further = [] }) =>
      [...objects, ...further].map(object => ({ object, cluster })),
    ),
    unread: unknowns.filter(
      ({ group, kind }) =>
        kind === undefined ||
        kinds.some(each => each.kind === kind && each.group === group),
    ),
    notRead: unknowns.map(({ cluster, kind, message, namespace, unknown }) => ({
      path: [
        namespace === undefined ? cluster : `${cluster}/${namespace}`,
        ...(kind === undefined ? [] : [kind]),
      ].join(' '),
      why: message ?? unknown,
      cluster,
      unknown,
      ...(kind === undefined ? {} : { kind }),
    })),
  };
}
