import {
  type CardProblem,
  type KubernetesObject,
  lastValue,
  matchesSelector,
  type ObjectRef,
  type Selector,
  type Snapshot,
} from '@groundwork/engine';
import { fieldsOf, type Hints } from '../tenants/entityHints';
import type { OwnApplication } from './applications';
import { type Held, heldBy, keyOf } from './heldWorkloads';
import type { OwnFlux } from './fluxObjects';
import type { Place } from './placesOf';

/** Workloads that an entity means. */
export interface MeantWorkloads {
  has: (ref: ObjectRef) => boolean;
  /** Why there may be others, or why some of these are not meant. */
  unread: readonly CardProblem[];
}

/**
 * An entity that names labels means what carries them, and where nothing does, as with labels that templates leave behind, what
 * its Applications or what it names of Flux hold; one that only names Applications means what these hold. What an operator made for
 * something that they hold is meant with it.
 *
 * @param world - `shown` is what delivers it, place by place, and `unread` why there may be more of that, or it may hold something else
 */
export function meantWorkloads(
  { workloads, applications, flux }: Hints,
  world: {
    shown: ReadonlyArray<{
      place: Place;
      applications: readonly OwnApplication[];
      flux: readonly OwnFlux[];
    }>;
    snapshot: Snapshot;
    unread: readonly CardProblem[];
  },
): MeantWorkloads[] {
  const { shown, snapshot, unread } = world;
  const isNamed = applications !== undefined || flux !== undefined;
  // Of a place alone all is meant that is there, and so it is where none of its Applications is shown.
  const isAll = shown.every(each => each.applications.length === 0);
  if (!workloads && (!isNamed || isAll)) {
    return [{ has: () => true, unread: isNamed ? unread : [] }];
  }
  const labelled = workloads ? [carrying(workloads, snapshot)] : [];
  if (workloads && !isNamed) {
    return labelled;
  }
  const all = shown.map(each =>
    heldBy(each.place, {
      applications: each.applications,
      flux: flux ? each.flux : [],
      snapshot,
    }),
  );
  const held = [...unread, ...all.flatMap(each => each.unknown)];
  const hidden = all.flatMap(each => each.hidden);
  return [
    ...labelled,
    { has: isAmong(all, snapshot), unread: held },
    ...(hidden.length > 0
      ? [{ has: () => false, unread: [...held, ...hidden] }]
      : []),
  ];
}

/** What carries labels, itself or in what it makes pods from. */
function carrying(
  selectors: readonly Selector[],
  snapshot: Snapshot,
): MeantWorkloads {
  return {
    unread: [],
    has: ref => selectors.some(selector => carries(ref, selector, snapshot)),
  };
}

function carries(
  ref: ObjectRef,
  selector: Selector,
  snapshot: Snapshot,
): boolean {
  const object = objectOf(ref, snapshot);
  return object === undefined
    ? hasPods(ref, selector, snapshot)
    : labelsOf(object).some(labels => matchesSelector(selector, labels));
}

/** What is held, itself or what it was made for; or what carries labels that something which is held leaves on all of its. */
function isAmong(
  all: readonly Held[],
  snapshot: Snapshot,
): MeantWorkloads['has'] {
  const keys = new Set(all.flatMap(each => each.keys));
  const selectors = all.flatMap(each => each.labels);
  return ref => {
    const { cluster, kind, namespace, name } = ref;
    const { ownerReferences = [] } = objectOf(ref, snapshot)?.metadata ?? {};
    return (
      [{ kind, name }, ...ownerReferences].some(each =>
        keys.has(keyOf(cluster, { ...each, namespace })),
      ) ||
      selectors.some(
        each =>
          each.cluster === cluster && carries(ref, each.selector, snapshot),
      )
    );
  };
}

function objectOf(
  ref: ObjectRef,
  snapshot: Snapshot,
): KubernetesObject | undefined {
  return lastValue(snapshot.list({ ...ref }))?.[0];
}

/** What is not read itself, as an object of an operator that makes pods, is told by these. */
function hasPods(
  { cluster, kind, namespace, name }: ObjectRef,
  labels: Selector,
  snapshot: Snapshot,
): boolean {
  const pods = snapshot.list({
    cluster,
    group: '',
    kind: 'Pod',
    ...(namespace === undefined ? {} : { namespace }),
    labels,
  });
  return (lastValue(pods) ?? []).some(({ metadata }) =>
    metadata.ownerReferences?.some(
      owner => owner.controller && owner.kind === kind && owner.name === name,
    ),
  );
}

function labelsOf({
  metadata,
  spec,
}: KubernetesObject): Array<Record<string, string> | undefined> {
  const template = fieldsOf(fieldsOf(fieldsOf(spec).template).metadata).labels;
  return [metadata.labels, fieldsOf(template) as Record<string, string>];
}
