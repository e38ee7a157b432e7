import {
  KubernetesObject,
  QuotaLine,
  QuotaStatus,
  Verdict,
  lastValue,
  refOf,
} from '../../model';
import {
  at,
  fieldsOf,
  listOf,
  plainText,
  textOf,
  textsOf,
} from '../../model/fields';
import { Amounts, amountText, amountsOf } from '../../amounts/amounts';
import { countsPods, isScoped } from '../../amounts/quotaScopes';
import { workloadAmounts } from '../../amounts/workloadAmounts';
import { Steps } from '../../steps';
import { conditionOf } from '../conditions';
import type { NamespaceContext } from '../eachNamespace';
import { healthy, verdict } from '../verdict';

const mostUsers = 3;

/** From this share on it is worth a thought. */
const nearly = 0.9;

/** One ResourceQuota: what is used of what, by whom, and what no longer fits. */
export function* quotaStatusInSteps(
  object: KubernetesObject,
  pods: ReadonlyMap<string, readonly KubernetesObject[]>,
  { view, namespace, environment }: NamespaceContext,
): Steps<QuotaStatus> {
  const { spec, status } = object;
  const hard = amountsOf(at(spec, 'hard'));
  const used = amountsOf(at(status, 'used'));
  const counted = yield* countedPods(spec, pods, namespace, view);
  const isCounted = at(status, 'used') !== undefined;
  const lines = [...hard].map(([resource, limit]): QuotaLine => {
    const amount = used.get(resource) ?? 0n;
    return {
      resource,
      used: isCounted ? textOfAmount(status, 'used', resource) : 'not known',
      hard: plainText(at(spec, 'hard', resource)),
      ...(limit > 0n &&
        isCounted && { share: Number((amount * 1000n) / limit) / 1000 }),
      users: usersOf(resource, counted),
    };
  });
  lines.sort((a, b) => (b.share ?? -1) - (a.share ?? -1));
  const scope = isScoped(spec) ? scopeText(spec) : undefined;
  const found = verdictOfQuota(isCounted, hard, used, refusedBy(object, view));
  const near = found.state === 'Healthy' ? nearOf(hard, used) : [];
  return {
    ...found,
    ref: refOf(view.cluster, object),
    environment: environment.name,
    ...(scope && { scope }),
    lines,
    ...(near.length > 0 && { near }),
  };
}

/** As the quota controller wrote it: nothing is rounded. */
function textOfAmount(status: unknown, field: string, resource: string) {
  return plainText(at(status, field, resource) ?? '0');
}

interface Counted {
  ref: QuotaLine['users'][number]['ref'];
  amounts: Map<string, bigint>;
}

/** What the pods of each workload count for in a quota, as its controller sums them. */
function* countedPods(
  spec: unknown,
  byWorkload: ReadonlyMap<string, readonly KubernetesObject[]>,
  namespace: string,
  view: NamespaceContext['view'],
): Steps<Counted[]> {
  const limits = (
    lastValue(view.list({ group: '', kind: 'LimitRange' }, namespace)) ?? []
  )
    .flatMap(range => listOf(at(range.spec, 'limits')))
    .filter(({ type }) => type === 'Container')
    .map(fieldsOf);
  const counted: Counted[] = [];
  for (const [key, pods] of byWorkload) {
    const [kind, name] = key.split('/');
    const amounts: Amounts = new Map();
    for (const pod of pods.filter(isRunning)) {
      yield;
      const one = workloadAmounts(pod, limits, view.kinds);
      if (one.traits && countsPods(spec, one.traits)) {
        one.pods.forEach((value, resource) =>
          amounts.set(resource, (amounts.get(resource) ?? 0n) + value),
        );
      }
    }
    counted.push({
      ref: { cluster: view.cluster, group: '', kind, namespace, name },
      amounts,
    });
  }
  return counted;
}

/** Pods that have ended count for nothing but themselves as objects. */
function isRunning({ status }: KubernetesObject): boolean {
  const phase = textOf(at(status, 'phase'));
  return phase !== 'Succeeded' && phase !== 'Failed';
}

function usersOf(
  resource: string,
  counted: readonly Counted[],
): QuotaLine['users'] {
  return counted
    .map(({ ref, amounts }) => ({ ref, value: amounts.get(resource) ?? 0n }))
    .filter(({ value }) => value > 0n)
    .sort((a, b) => Number(b.value - a.value))
    .slice(0, mostUsers)
    .map(({ ref, value }) => ({ ref, amount: amountText(resource, value) }));
}

/** Workloads whose pods this quota refuses, as their controllers tell. */
function refusedBy(
  { metadata }: KubernetesObject,
  view: NamespaceContext['view'],
): string[] {
  return view.kinds.watched
    .filter(({ pods }) => pods)
    .flatMap(kind => lastValue(view.list(kind, metadata.namespace)) ?? [])
    .filter(workload => {
      const failure = conditionOf(workload, 'ReplicaFailure');
      return (
        failure?.status === 'True' &&
        failure.message.includes(`exceeded quota: ${metadata.name},`)
      );
    })
    .map(workload => `${workload.kind}/${workload.metadata.name}`)
    .sort();
}

function verdictOfQuota(
  isCounted: boolean,
  hard: Amounts,
  used: Amounts,
  refused: readonly string[],
): Verdict {
  if (!isCounted) {
    return verdict('Progressing', 'nobody has counted it yet', {
      fixableBy: 'platform',
    });
  }
  const shares = [...hard].filter(([, limit]) => limit > 0n);
  const full = shares
    .filter(([resource, limit]) => (used.get(resource) ?? 0n) >= limit)
    .map(([resource]) => resource);
  if (refused.length > 0) {
    return verdict(
      'Degraded',
      `no room for more pods of ${refused.join(', ')}`,
      { fixableBy: 'tenant' },
    );
  }
  if (full.length > 0) {
    return verdict('Degraded', `used up: ${full.join(', ')}`, {
      fixableBy: 'tenant',
    });
  }
  return healthy();
}

/** What has little room left, though everything fits still. */
function nearOf(hard: Amounts, used: Amounts): string[] {
  return [...hard]
    .filter(
      ([resource, limit]) =>
        limit > 0n &&
        Number(used.get(resource) ?? 0n) >= nearly * Number(limit),
    )
    .map(([resource]) => resource);
}

function scopeText(spec: unknown): string {
  const selected = listOf(at(spec, 'scopeSelector', 'matchExpressions')).map(
    ({ scopeName, operator, values }) =>
      [textOf(scopeName), textOf(operator), textsOf(values).join(' or ')]
        .filter(Boolean)
        .join(' '),
  );
  return [...textsOf(at(spec, 'scopes')), ...selected].join(', ');
}
