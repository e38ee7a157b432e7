import {
  CardProblem,
  KubernetesObject,
  LimitStatus,
  QuotaStatus,
  QuotasStatus,
  Snapshot,
  refOf,
} from '../../model';
import { Steps, finish } from '../../steps';
import { asSeen, cardVerdict, objectsIn } from '../cardParts';
import { eachNamespace } from '../eachNamespace';
import { TenantSubject } from '../namespaces';
import { StatusOptions } from '../sync';
import { limitSentences } from './limitSentences';
import { podsByWorkload } from '../workloads/podsOfWorkload';
import { quotaStatusInSteps } from './quotaStatus';

const resourceQuota = { group: '', kind: 'ResourceQuota' };
const limitRange = { group: '', kind: 'LimitRange' };

/**
 * The quota card of a tenant: how much of each quota is used and by whom, what no longer fits, and what its LimitRanges say.
 *
 * @public
 */
export function quotasStatus(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): QuotasStatus {
  return finish(quotasStatusInSteps(tenant, snapshot, options));
}

/**
 * As {@link quotasStatus}, in steps: namespaces of thousands of pods take longer than others may be held up.
 *
 * @public
 */
export function* quotasStatusInSteps(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): Steps<QuotasStatus> {
  const quotas: QuotaStatus[] = [];
  const limits: LimitStatus[] = [];
  const problems: CardProblem[] = [];
  for (const place of eachNamespace(tenant, snapshot, options, problems)) {
    const listed = objectsIn(resourceQuota, place, problems);
    const pods =
      listed.objects.length > 0
        ? podsByWorkload(place.namespace, place.view)
        : new Map<string, KubernetesObject[]>();
    for (const object of listed.objects) {
      quotas.push(
        asSeen(yield* quotaStatusInSteps(object, pods, place), listed),
      );
    }
    for (const object of objectsIn(limitRange, place, problems).objects) {
      yield;
      limits.push({
        ref: refOf(place.view.cluster, object),
        environment: place.environment.name,
        sentences: limitSentences(object),
      });
    }
  }
  const parts = quotas.map(each => ({ ...each, name: each.ref.name }));
  return { ...cardVerdict(parts, problems), quotas, limits, problems };
}
