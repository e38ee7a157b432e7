import {
  CardProblem,
  LimitStatus,
  QuotaStatus,
  QuotasStatus,
  Snapshot,
  refOf,
} from '../../model';
import { asSeen, cardVerdict, objectsIn } from '../cardParts';
import { eachNamespace } from '../eachNamespace';
import { TenantSubject } from '../namespaces';
import { StatusOptions } from '../sync';
import { limitSentences } from './limitSentences';
import { quotaStatus } from './quotaStatus';

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
  const quotas: QuotaStatus[] = [];
  const limits: LimitStatus[] = [];
  const problems: CardProblem[] = [];
  for (const place of eachNamespace(tenant, snapshot, options, problems)) {
    const listed = objectsIn(resourceQuota, place, problems);
    quotas.push(
      ...listed.objects.map(object =>
        asSeen(quotaStatus(object, place), listed),
      ),
    );
    limits.push(
      ...objectsIn(limitRange, place, problems).objects.map(object => ({
        ref: refOf(place.view.cluster, object),
        environment: place.environment.name,
        sentences: limitSentences(object),
      })),
    );
  }
  const parts = quotas.map(each => ({ ...each, name: each.ref.name }));
  return { ...cardVerdict(parts, problems), quotas, limits, problems };
}
