import {
  Known,
  KubernetesObject,
  ObjectRef,
  Snapshot,
  SnapshotQuery,
  isKnown,
  lastValue,
  refOf,
} from '../model';
import { derivedList } from './derivedList';
import { selectedIn } from './selectedIn';
import { fieldsOf } from '../model/fields';
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
  /** Set by who has held them against the tenant's AppProject already, by more than their labels. */
  judged?: boolean;
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

/** Of fewer planned objects all are looked at: what is there is not walked over for them. */
const FEW = 64;

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
  const kindIndexes = new Map<string, Changes>();
  const kindIndex = (ref: Pick<ObjectRef, 'cluster' | 'group' | 'kind'>) => {
    const key = keyOf(ref);
    const found = kindIndexes.get(key) ?? {
      taken: new Map(),
      objects: new Map(),
    };
    kindIndexes.set(key, found);
    return found;
  };
  for (const { cluster, objects, removed = [] } of planned) {
    for (const ref of removed) {
      take(kindIndex(ref), ref.namespace, ref.name);
    }
    for (const object of objects) {
      const { namespace, name } = object.metadata;
      const changes = kindIndex(refOf(cluster, object));
      take(changes, namespace, name);
      changes.objects.set(
        `${namespace ?? ''}/${name}`,
        over(liveOf(cluster, object), object),
      );
    }
  }
  const whole = new Map<string, { from: unknown; to: Objects }>();
  const overlay: OverlaySnapshot = {
    base,
    planned,
    list(query) {
      const { labels, ...place } = query;
      const changes = kindIndexes.get(keyOf(query));
      const known = base.list(query);
      if (!changes) {
        return known;
      }
      const isFew = labels && changes.objects.size <= FEW;
      if (query.name !== undefined || isFew) {
        return answer(known, merge(known, changes, query));
      }
      if (labels) {
        const all = lastValue(overlay.list(place)) ?? [];
        return answer(known, selectedIn(all, labels));
      }
      // The same list as long as the base gives the same: what is computed from it can be kept with it.
      const key = `${keyOf(query)}|${query.namespace}`;
      const from = lastValue(known);
      const kept = whole.get(key);
      const to =
        kept && kept.from === from
          ? kept.to
          : mergeWhole(known, changes, query);
      whole.set(key, { from, to });
      return answer(known, to);
    },
  };
  return overlay;

  /** As `merge`, and finds what goes by its name where the list is long. */
  function mergeWhole(
    known: Known<Objects>,
    changes: Changes,
    query: SnapshotQuery,
  ): Objects {
    const from = lastValue(known) ?? [];
    const gone = new Set<KubernetesObject>();
    for (const [name, namespaces] of changes.taken) {
      for (const namespace of namespaces) {
        if (query.namespace === undefined || query.namespace === namespace) {
          const [live] =
            lastValue(base.list({ ...query, namespace, name })) ?? [];
          if (live) {
            gone.add(live);
          }
        }
      }
    }
    return derivedList({ from, gone, added: addedOf(changes, query) });
  }

  function liveOf(
    cluster: string,
    object: KubernetesObject,
  ): KubernetesObject | undefined {
    return lastValue(base.list(refOf(cluster, object)))?.[0];
  }
}

interface Changes {
  /** What the base no longer has the say about: namespaces by name. */
  taken: Map<string, Set<string>>;
  objects: Map<string, KubernetesObject>;
}

function take(
  { taken }: Changes,
  namespace: string | undefined,
  name: string,
): void {
  const namespaces = taken.get(name) ?? new Set();
  taken.set(name, namespaces.add(namespace ?? ''));
}

function merge(
  known: Known<Objects>,
  changes: Changes,
  query: SnapshotQuery,
): Objects {
  const kept = (lastValue(known) ?? []).filter(
    ({ metadata }) =>
      !changes.taken.get(metadata.name)?.has(metadata.namespace ?? ''),
  );
  return [...kept, ...addedOf(changes, query)];
}

/** Of a name there is little planned, however much there is of its kind. */
function addedOf(
  { taken, objects }: Changes,
  { namespace, name, labels }: SnapshotQuery,
): KubernetesObject[] {
  const candidates =
    name === undefined
      ? [...objects.values()]
      : [...(taken.get(name) ?? [])].flatMap(
          place => objects.get(`${place}/${name}`) ?? [],
        );
  return candidates.filter(
    ({ metadata }) =>
      (namespace === undefined || (metadata.namespace ?? '') === namespace) &&
      matchesSelector(labels, metadata.labels),
  );
}

type Objects = readonly KubernetesObject[];

/** The base's answer with the objects that are planned among its own. */
function answer(known: Known<Objects>, value: Objects): Known<Objects> {
  return isKnown(known)
    ? { ...known, value }
    : { ...known, last: { value, asOf: known.last?.asOf ?? 0 } };
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

function keyOf({
  cluster,
  group,
  kind,
}: Pick<ObjectRef, 'cluster' | 'group' | 'kind'>): string {
  return `${cluster}|${group}|${kind}`;
}
