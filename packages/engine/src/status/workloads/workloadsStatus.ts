import {
  CardProblem,
  Snapshot,
  WorkloadStatus,
  WorkloadsStatus,
} from '../../model';
import { Kind } from '../../snapshot/clusterView';
import { asSeen, cardVerdict, noteUnread, objectsIn } from '../cardParts';
import { eachNamespace } from '../eachNamespace';
import { TenantSubject } from '../namespaces';
import { StatusOptions } from '../sync';
import { whyUnknown } from '../unknown';
import { controllerOf, whyPodsUnknown, podsByWorkload } from './podsOfWorkload';
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
  const workloads: WorkloadStatus[] = [];
  const problems: CardProblem[] = [];
  for (const place of eachNamespace(tenant, snapshot, options, problems)) {
    const { namespace, view } = place;
    const unread = whyPodsUnknown(namespace, view);
    if (unread) {
      noteUnread(problems, place.environment.name, whyUnknown(unread), 'Pod');
    }
    const pods = podsByWorkload(namespace, view);
    for (const kind of [
      ...view.kinds.watched.filter(each => each.pods),
      cronJob,
    ]) {
      const listed = objectsIn(kind, place, problems);
      for (const object of listed.objects) {
        if (controllerOf(object) !== undefined) {
          // Another workload keeps it, and tells of it.
          continue;
        }
        const own = pods.get(`${object.kind}/${object.metadata.name}`);
        workloads.push(
          asSeen(workloadStatus(object, own ?? [], place), listed),
        );
      }
    }
  }
  const parts = workloads.map(each => ({
    ...each,
    name: `${each.ref.kind}/${each.ref.name}`,
  }));
  return { ...cardVerdict(parts, problems), workloads, problems };
}
