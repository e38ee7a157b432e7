import { Amounts, amountText, amountsOf, plus } from '../amounts/amounts';
import { amountsFor, containerLimits } from '../amounts/quotaAmounts';
import { KubernetesObject, isKnown, lastValue } from '../model';
import { at, textOf } from '../model/fields';
import type { NamespaceContext } from '../status/eachNamespace';
import { whyUnknown } from '../status/unknown';
import type { Steps } from '../steps';
import type { QuotaOverrun } from './EnvironmentEnforcement';
import type { Unlooked } from './Unlooked';

const podKind = { group: '', kind: 'Pod' };

/** What is in a namespace by now beyond what quotas would give, with the defaults that containers would get when they start next. */
export function* quotaOverruns(
  { view, namespace }: NamespaceContext,
  planned: readonly KubernetesObject[],
  unlooked: Unlooked,
): Steps<QuotaOverrun[]> {
  const quotas = planned.filter(({ kind }) => kind === 'ResourceQuota');
  if (quotas.length === 0) {
    return [];
  }
  const limits = planned
    .filter(({ kind }) => kind === 'LimitRange')
    .flatMap(containerLimits);
  const pods = view.list(podKind, namespace);
  if (!isKnown(pods)) {
    unlooked.note(whyUnknown(pods), podKind.kind);
  }
  const used = quotas.map((): Amounts => new Map());
  const count = (object: KubernetesObject) =>
    quotas.forEach(({ spec }, index) => {
      used[index] = plus(
        used[index],
        amountsFor(object, limits, spec, view.kinds),
      );
    });
  for (const pod of (lastValue(pods) ?? []).filter(isCounted)) {
    yield;
    count(pod);
  }
  // Pods are counted as they are, not as their workloads would have them.
  const others = view.kinds.watched.filter(
    kind =>
      kind.namespaced && !(kind.group === '' && kind.kind === podKind.kind),
  );
  for (const kind of others) {
    for (const object of lastValue(view.list(kind, namespace)) ?? []) {
      yield;
      count(kind.pods ? withoutPods(object) : object);
    }
  }
  return quotas.flatMap(({ metadata, spec }, index) =>
    [...amountsOf(at(spec, 'hard'))].flatMap(([resource, hard]) => {
      const amount = used[index].get(resource) ?? 0n;
      return amount > hard
        ? [
            {
              quota: metadata.name,
              resource,
              used: amountText(resource, amount),
              hard: amountText(resource, hard),
            },
          ]
        : [];
    }),
  );
}

function isCounted({ status }: KubernetesObject): boolean {
  return !['Succeeded', 'Failed'].includes(textOf(at(status, 'phase')) ?? '');
}

/** The object alone: what it counts for besides the pods that are there already. */
function withoutPods({
  apiVersion,
  kind,
  metadata,
}: KubernetesObject): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata,
    spec: { replicas: 0, completions: 0, suspend: true },
  };
}
