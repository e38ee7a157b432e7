import {
  isKnown,
  KubernetesObject,
  ObjectRef,
  severityRank,
  Snapshot,
  State,
  TroubledObject,
} from '../../model';
import { Health, healthOf, KindRegistry } from '../../kinds';
import { entryOf, inventoryOf } from './inventory';
import { isOfFlux } from './isOfFlux';

const most = 20;
/** Of more objects the rest is not looked at. */
const mostJudged = 1_000;

/** How an object of a kind of Flux fares among those that another one applied. */
export type JudgeNested = (object: KubernetesObject) => Health | undefined;

/**
 * Objects of a namespace that Flux applied and that are unwell or gone, worst first. Flux itself tells nothing of them unless it was
 * asked to wait for them.
 */
export function troubledOf(
  object: KubernetesObject,
  {
    cluster,
    namespace,
    snapshot,
    kinds,
    nested,
  }: {
    cluster: string;
    namespace: string;
    snapshot: Snapshot;
    kinds: KindRegistry;
    nested: JudgeNested;
  },
): TroubledObject[] {
  return (inventoryOf(object).byNamespace.get(namespace) ?? [])
    .slice(0, mostJudged)
    .flatMap(judged)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, most);

  function judged(id: string): TroubledObject[] {
    const entry = entryOf(id);
    if (!entry || !kinds.find(entry.group, entry.kind)?.watched) {
      return [];
    }
    const ref: ObjectRef = { cluster, namespace, ...entry };
    const known = snapshot.list({ ...ref });
    if (!isKnown(known)) {
      return [];
    }
    const [live] = known.value;
    const health = live ? healthIn(live) : goneIn(ref);
    return health === undefined || health.status === 'Healthy'
      ? []
      : [
          {
            ref,
            health: health.status,
            healthSource: 'computed',
            ...(health.message ? { message: health.message } : {}),
          },
        ];
  }

  function healthIn(live: KubernetesObject) {
    return isOfFlux(live) ? nested(live) : healthOf(live, kinds);
  }
}

/** A Job may be gone because it ended: Flux takes that for its end, too. */
function goneIn({ kind }: ObjectRef) {
  return kind === 'Job'
    ? undefined
    : { status: 'Missing', message: 'is not in the cluster' };
}

function rank({ health = 'Healthy' }: TroubledObject): number {
  // Words of health are a part of ours.
  return severityRank(health as State);
}
