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

/** Workloads that an entity means. */
export interface MeantWorkloads {
  has: (ref: ObjectRef) => boolean;
  /** Why there may be others, or why some of these are not meant. */
  unread: readonly CardProblem[];
}

/**
 * An entity that names labels means what carries them, and where nothing does, as with labels that templates leave behind, what
 * its Applications hold; one that only names Applications means what these hold. What an operator made for something that they
 * hold is meant with it.
 *
 * @param world - `shown` are its Applications, and `unread` is why there may be others, or why they may hold something else
 */
export function meantWorkloads(
  { workloads, applications }: Hints,
  world: {
    shown: readonly OwnApplication[];
    snapshot: Snapshot;
    unread: readonly CardProblem[];
  },
): MeantWorkloads[] {
  const { shown, snapshot, unread } = world;
  if (!workloads && !applications) {
    return [{ has: () => true, unread: [] }];
  }
  const held = new Set(
    shown.flatMap(({ object, cluster }) => {
      const { resources } = fieldsOf(object.status);
      return (Array.isArray(resources) ? resources : [])
        .map(fieldsOf)
        .map(({ kind, namespace, name }) =>
          [cluster, kind, namespace, name].join('/'),
        );
    }),
  );
  const objectOf = (ref: ObjectRef) =>
    lastValue(snapshot.list({ ...ref }))?.[0];
  const isHeld = (ref: ObjectRef) => {
    const { cluster, kind, namespace, name } = ref;
    const { ownerReferences = [] } = objectOf(ref)?.metadata ?? {};
    return [{ kind, name }, ...ownerReferences].some(each =>
      held.has([cluster, each.kind, namespace, each.name].join('/')),
    );
  };
  if (!workloads) {
    return [{ has: held.size === 0 ? () => true : isHeld, unread }];
  }
  const isLabelled = (ref: ObjectRef) => {
    const object = objectOf(ref);
    return object === undefined
      ? hasPods(ref, workloads, snapshot)
      : labelsOf(object).some(labels => matchesSelector(workloads, labels));
  };
  const labelled = { has: isLabelled, unread: [] };
  return applications ? [labelled, { has: isHeld, unread }] : [labelled];
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
