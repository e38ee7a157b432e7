import {
  Known,
  KubernetesObject,
  ObjectRef,
  Snapshot,
  SnapshotQuery,
  groupOf,
  isKnown,
} from '../model';
import { fieldsOf } from './fields';
import { matchesSelector } from './selector';

/**
 * What is planned for one cluster: objects that would be created or changed, and objects that would go.
 *
 * @public
 */
export interface PlannedObjects {
  cluster: string;
  objects: readonly KubernetesObject[];
  removed?: readonly ObjectRef[];
}

/**
 * A snapshot with what is planned over what is. Checks that compare the two look at both.
 *
 * @public
 */
export interface OverlaySnapshot extends Snapshot {
  readonly base: Snapshot;
  readonly planned: readonly PlannedObjects[];
}

/** Whether a snapshot shows a plan. */
export function isOverlay(snapshot: Snapshot): snapshot is OverlaySnapshot {
  return 'base' in snapshot && 'planned' in snapshot;
}

/**
 * A snapshot as it would be after the planned change. A planned object keeps the status and identity
 * of the live one it replaces, with a new generation if its spec differs. Where the base is unknown the answer
 * stays unknown; the planned objects are then among the last known ones.
 *
 * @public
 */
export function overlaySnapshot(
  base: Snapshot,
  planned: readonly PlannedObjects[],
): OverlaySnapshot {
  const shelves = new Map<string, Map<string, KubernetesObject | undefined>>();
  const shelf = (cluster: string, group: string, kind: string) => {
    const key = `${cluster}|${group}|${kind}`;
    const found = shelves.get(key) ?? new Map();
    shelves.set(key, found);
    return found;
  };
  for (const { cluster, objects, removed = [] } of planned) {
    for (const { group, kind, namespace, name } of removed) {
      shelf(cluster, group, kind).set(idOf(namespace, name), undefined);
    }
    for (const object of objects) {
      shelf(cluster, groupOf(object.apiVersion), object.kind).set(
        idOf(object.metadata.namespace, object.metadata.name),
        object,
      );
    }
  }
  return {
    base,
    planned,
    list(query) {
      const { cluster, group, kind } = query;
      const changes = shelves.get(`${cluster}|${group}|${kind}`);
      if (!changes) {
        return base.list(query);
      }
      // The planned object may match where the live one does not, and the other way round: labels are compared afterwards.
      const { labels: _labels, ...wider } = query;
      return merge(base.list(wider), changes, query);
    },
  };
}

function merge(
  known: Known<readonly KubernetesObject[]>,
  changes: ReadonlyMap<string, KubernetesObject | undefined>,
  query: SnapshotQuery,
): Known<readonly KubernetesObject[]> {
  const live = isKnown(known) ? known.value : known.last?.value ?? [];
  const value: KubernetesObject[] = [];
  const seen = new Map<string, KubernetesObject>();
  for (const object of live) {
    const id = idOf(object.metadata.namespace, object.metadata.name);
    if (changes.has(id)) {
      seen.set(id, object);
    } else {
      value.push(object);
    }
  }
  for (const [id, object] of changes) {
    if (object) {
      value.push(over(seen.get(id), object));
    }
  }
  const matching = value.filter(
    ({ metadata }) =>
      (query.namespace === undefined ||
        (metadata.namespace ?? '') === query.namespace) &&
      (query.name === undefined || metadata.name === query.name) &&
      matchesSelector(query.labels, metadata.labels),
  );
  return isKnown(known)
    ? { ...known, value: matching }
    : { ...known, last: { value: matching, asOf: known.last?.asOf ?? 0 } };
}

function over(
  live: KubernetesObject | undefined,
  planned: KubernetesObject,
): KubernetesObject {
  if (!live) {
    return planned;
  }
  const changed = !covers(live.spec, planned.spec);
  const { generation, uid, creationTimestamp } = live.metadata;
  return {
    ...planned,
    metadata: {
      ...planned.metadata,
      ...(uid === undefined ? {} : { uid }),
      ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
      ...(generation === undefined
        ? {}
        : { generation: changed ? generation + 1 : generation }),
    },
    ...(planned.status === undefined && live.status !== undefined
      ? { status: live.status }
      : {}),
  };
}

/** Whether the live value holds all that is planned; the API server's defaults may stand beside it. */
function covers(live: unknown, planned: unknown): boolean {
  if (Array.isArray(planned)) {
    return (
      Array.isArray(live) &&
      live.length === planned.length &&
      planned.every((item, i) => covers(live[i], item))
    );
  }
  if (typeof planned === 'object' && planned !== null) {
    const fields = fieldsOf(live);
    return Object.entries(planned).every(([name, value]) =>
      covers(fields[name], value),
    );
  }
  return live === planned;
}

function idOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
