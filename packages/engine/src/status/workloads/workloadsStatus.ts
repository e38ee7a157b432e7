import {
  CardProblem,
  Snapshot,
  WorkloadStatus,
  WorkloadsStatus,
} from '../../model';
import { kindsOf } from '../../platform';
import { isMakingPods, podMakers } from '../../podSecurity/podMakers';
import { Kind } from '../../snapshot/clusterView';
import { Steps, finish } from '../../steps';
import { asSeen, cardVerdict, noteUnread, objectsIn } from '../cardParts';
import { eachNamespace } from '../eachNamespace';
import { TenantSubject } from '../namespaces';
import { StatusOptions } from '../sync';
import { whyUnknown } from '../unknown';
import { controllerOf, whyPodsUnknown, podsByWorkload } from './podsOfWorkload';
import { podsAlone } from './podsAlone';
import { workloadStatus } from './workloadStatus';

/** Runs its pods by Jobs. */
const cronJob: Kind = { group: 'batch', kind: 'CronJob' };

/**
 * The workloads card of a tenant: what its workloads want and have, what runs, and why it does not where it does not.
 *
 * @public
 */
export function workloadsStatus(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): WorkloadsStatus {
  return finish(workloadsStatusInSteps(tenant, snapshot, options));
}

/**
 * As {@link workloadsStatus}, in steps: tenants of hundreds of workloads take longer than others may be held up.
 *
 * @public
 */
export function* workloadsStatusInSteps(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): Steps<WorkloadsStatus> {
  const workloads: WorkloadStatus[] = [];
  const problems: CardProblem[] = [];
  const makers = podMakers(kindsOf(options.platform));
  for (const place of eachNamespace(tenant, snapshot, options, problems)) {
    const { namespace, view } = place;
    const unread = whyPodsUnknown(namespace, view);
    if (unread) {
      noteUnread(problems, place.environment.name, whyUnknown(unread), 'Pod');
    }
    yield;
    const pods = podsByWorkload(namespace, view);
    yield;
    for (const kind of [
      ...view.kinds.watched.filter(each => each.pods),
      cronJob,
    ]) {
      const listed = objectsIn(kind, place, problems);
      for (const object of listed.objects) {
        if (
          controllerOf(object) !== undefined &&
          !isMakingPods(object, makers)
        ) {
          // Another workload keeps it, and tells of it; what an operator makes nobody else tells of, but a Job that is over.
          continue;
        }
        yield;
        const own = pods.get(`${object.kind}/${object.metadata.name}`);
        workloads.push(
          asSeen(workloadStatus(object, own ?? [], place), listed),
        );
      }
    }
    for (const [key, own] of pods) {
      yield;
      // Of a kind that is read, what is not listed could not be read, or is on its way out.
      const isListed = makers.some(
        ({ kind: { kind } }) => kind !== 'Pod' && key.startsWith(`${kind}/`),
      );
      const alone = isListed ? undefined : podsAlone(own, place);
      if (alone) {
        workloads.push(
          asSeen(alone, unread ? { unread: whyUnknown(unread) } : {}),
        );
      }
    }
  }
  yield;
  const parts = workloads.map(each => ({
    ...each,
    name: `${each.ref.kind}/${each.ref.name}`,
  }));
  return { ...cardVerdict(parts, problems), workloads, problems };
}
