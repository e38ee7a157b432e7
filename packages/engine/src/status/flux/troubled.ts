import {
  isKnown,
  KubernetesObject,
  ObjectRef,
  severityRank,
  Snapshot,
  State,
  TroubledObject,
} from '../../model';
import { healthOf, KindRegistry } from '../../kinds';
import { InventoryEntry, inventoryOf } from './inventory';

const most = 20;
/** Of more objects the rest is not looked at. */
const mostJudged = 2_000;

/**
 * Objects that Flux applied and that are unwell or gone, worst first. Flux itself tells nothing of them unless it was asked to wait
 * for them.
 */
export function troubledOf(
  object: KubernetesObject,
  cluster: string,
  snapshot: Snapshot,
  kinds: KindRegistry,
): TroubledObject[] {
  return (inventoryOf(object) ?? [])
    .slice(0, mostJudged)
    .flatMap(entry => judged(entry, cluster, snapshot, kinds) ?? [])
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, most);
}

function judged(
  { group, kind, namespace, name }: InventoryEntry,
  cluster: string,
  snapshot: Snapshot,
  kinds: KindRegistry,
): TroubledObject | undefined {
  // A release is as unwell as it says, and what it delivers is its own.
  if (!kinds.find(group, kind)?.watched) {
    return undefined;
  }
  const where = namespace === undefined ? {} : { namespace };
  const ref: ObjectRef = { cluster, group, kind, ...where, name };
  const known = snapshot.list({ ...ref });
  if (!isKnown(known)) {
    return undefined;
  }
  const [live] = known.value;
  if (!live) {
    return {
      ref,
      health: 'Missing',
      healthSource: 'computed',
      message: 'is not in the cluster',
    };
  }
  const health = healthOf(live, kinds);
  return health === undefined || health.status === 'Healthy'
    ? undefined
    : {
        ref,
        health: health.status,
        healthSource: 'computed',
        ...(health.message ? { message: health.message } : {}),
      };
}

function rank({ health = 'Healthy' }: TroubledObject): number {
  // Words of health are a part of ours.
  return severityRank(health as State);
}
