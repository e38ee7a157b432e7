import { KubernetesObject, Snapshot, Unknown } from '../model';
import { SnapshotIndex } from './snapshotIndex';

/**
 * Objects of one cluster as one source gave them. `asOf` is in milliseconds since the epoch.
 *
 * @public
 */
export interface SnapshotEntry {
  cluster: string;
  objects: readonly KubernetesObject[];
  asOf: number;
  /** By default `cluster <name>`. */
  source?: string;
}

/**
 * What could not be read: one kind of a cluster, or the whole cluster when `kind` is absent.
 * Objects that the entries hold all the same count as the last ones known.
 *
 * @public
 */
export interface UnknownEntry {
  cluster: string;
  group?: string;
  kind?: string;
  unknown: Unknown;
  message?: string;
}

/**
 * A snapshot of plain arrays. A cluster that has an entry knows all its kinds, also those without objects,
 * unless `unknowns` says otherwise; a cluster that no entry names answers `notWatched`.
 * Of several entries with the same object the last one holds.
 *
 * @public
 */
export function arraySnapshot(
  entries: readonly SnapshotEntry[],
  unknowns: readonly UnknownEntry[] = [],
): Snapshot {
  const index = new SnapshotIndex();
  const sources = new Map<string, { asOf: number; source: string }>();
  for (const { cluster, asOf, source = `cluster ${cluster}` } of entries) {
    const other = sources.get(cluster);
    sources.set(cluster, {
      asOf: Math.min(asOf, other?.asOf ?? asOf),
      source: other?.source ?? source,
    });
  }
  for (const [cluster, answer] of sources) {
    index.setCluster(cluster, { value: [], ...answer });
  }
  for (const { cluster, kind, unknown, message } of unknowns) {
    if (kind === undefined) {
      const { asOf, source } = sources.get(cluster) ?? {};
      index.setCluster(cluster, {
        unknown,
        ...(message === undefined ? {} : { message }),
        source: source ?? `cluster ${cluster}`,
        ...(asOf === undefined ? {} : { last: { value: [], asOf } }),
      });
    }
  }
  for (const { cluster, objects } of entries) {
    index.apply(objects.map(object => ({ type: 'put', cluster, object })));
  }
  for (const { cluster, group = '', kind, unknown, message } of unknowns) {
    if (kind !== undefined) {
      const known = index.list({ cluster, group, kind });
      const last =
        'value' in known
          ? { value: known.value, asOf: known.asOf }
          : known.last;
      index.apply([
        {
          type: 'answer',
          cluster,
          group,
          kind,
          known: {
            unknown,
            ...(message === undefined ? {} : { message }),
            source: known.source,
            ...(last && last.value.length > 0 ? { last } : {}),
          },
        },
      ]);
    }
  }
  return index;
}
