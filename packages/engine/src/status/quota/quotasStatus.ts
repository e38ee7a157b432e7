import {
  CardProblem,
  KubernetesObject,
  LimitStatus,
  QuotaStatus,
  QuotasStatus,
  Snapshot,
  Verdict,
  isKnown,
  lastValue,
  refOf,
} from '../../model';
import { NamespaceContext, eachNamespace } from '../eachNamespace';
import { TenantSubject } from '../namespaces';
import { StatusOptions } from '../sync';
import { whyUnknown } from '../unknown';
import { healthy, verdict, verdictOf, worstOf } from '../verdict';
import { limitSentences } from './limitSentences';
import { quotaStatus } from './quotaStatus';

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
    quotas.push(
      ...objectsOf('ResourceQuota', place, problems).map(object =>
        quotaStatus(object, place),
      ),
    );
    limits.push(
      ...objectsOf('LimitRange', place, problems).map(object => ({
        ref: refOf(place.view.cluster, object),
        environment: place.environment.name,
        sentences: limitSentences(object),
      })),
    );
  }
  const worst = worstOf<Verdict>([
    ...quotas.map(each => ({
      ...verdictOf(each),
      why: each.why && `${each.environment}: ${each.ref.name}: ${each.why}`,
    })),
    ...problems.map(({ environment, why }) =>
      verdict('Unknown', `${environment}: ${why}`, { fixableBy: 'platform' }),
    ),
  ]);
  return { ...(worst ?? healthy()), quotas, limits, problems };
}

function objectsOf(
  kind: string,
  { view, namespace, environment }: NamespaceContext,
  problems: CardProblem[],
): KubernetesObject[] {
  const known = view.list({ group: '', kind }, namespace);
  if (!isKnown(known)) {
    problems.push({
      environment: environment.name,
      why: `${kind}: ${whyUnknown(known)}`,
    });
  }
  return [...(lastValue(known) ?? [])].sort((a, b) =>
    a.metadata.name < b.metadata.name ? -1 : 1,
  );
}
