import { Fields, at, fieldsOf, listOf, textOf } from '../model/fields';
import { Amounts, nanos, plus } from './amounts';

/** What scopes of quotas ask about a pod. */
export interface PodTraits {
  terminating: boolean;
  bestEffort: boolean;
  priorityClass?: string;
  /** Whether it asks for nodes by the pods of other namespaces. */
  crossNamespace: boolean;
}

type Side = 'requests' | 'limits';

/**
 * What one pod counts for, as the scheduler and the quota controller sum it: all containers together with the sidecars,
 * or, where that is more, an init container with the sidecars that run before it; what the pod asks for as a whole in
 * their place; then the overhead of its runtime.
 *
 * Source: `k8s.io/component-helpers/resource` (`PodRequests`, `PodLimits`) and `pkg/quota/v1/evaluator/core/pods.go`, 1.34.
 */
export function podAmounts(pod: Fields, limits: readonly Fields[]): Amounts {
  const overhead = listOfAmounts(fieldsOf(pod.overhead));
  const requests = plus(sum(pod, 'requests', limits), overhead);
  const asked = sum(pod, 'limits', limits);
  // Overhead counts on top of limits that there are, and makes none of its own.
  const limited = new Map(
    [...asked].map(([name, value]) => [
      name,
      value === 0n ? value : value + (overhead.get(name) ?? 0n),
    ]),
  );
  const amounts: Amounts = new Map();
  for (const [name, value] of requests) {
    amounts.set(`requests.${name}`, value);
    if (isCompute(name)) {
      amounts.set(name, value);
    }
  }
  for (const [name, value] of limited) {
    amounts.set(`limits.${name}`, value);
  }
  return amounts;
}

export function podTraits(pod: Fields, amounts: Amounts): PodTraits {
  const priorityClass = textOf(pod.priorityClassName);
  const asks = ['cpu', 'memory'].some(name =>
    ['requests', 'limits'].some(
      side => (amounts.get(`${side}.${name}`) ?? 0n) > 0n,
    ),
  );
  return {
    terminating: pod.activeDeadlineSeconds !== undefined,
    bestEffort: !asks,
    ...(priorityClass === undefined ? {} : { priorityClass }),
    crossNamespace: ['podAffinity', 'podAntiAffinity'].some(kind =>
      [
        ...listOf(
          at(
            pod,
            'affinity',
            kind,
            'requiredDuringSchedulingIgnoredDuringExecution',
          ),
        ),
        ...listOf(
          at(
            pod,
            'affinity',
            kind,
            'preferredDuringSchedulingIgnoredDuringExecution',
          ),
        ).map(({ podAffinityTerm }) => fieldsOf(podAffinityTerm)),
      ].some(
        term =>
          term.namespaceSelector !== undefined ||
          (Array.isArray(term.namespaces) && term.namespaces.length > 0),
      ),
    ),
  };
}

function sum(pod: Fields, side: Side, limits: readonly Fields[]): Amounts {
  const of = (container: Fields) => containerAmounts(container, side, limits);
  const running = listOf(pod.containers).map(of).reduce(plus, new Map());
  let sidecars: Amounts = new Map();
  let starting: Amounts = new Map();
  for (const container of listOf(pod.initContainers)) {
    const own = of(container);
    if (container.restartPolicy === 'Always') {
      sidecars = plus(sidecars, own);
      starting = larger(starting, sidecars);
    } else {
      starting = larger(starting, plus(own, sidecars));
    }
  }
  const all = larger(plus(running, sidecars), starting);
  const whole = listOfAmounts(fieldsOf(at(pod, 'resources', side)));
  const other = listOfAmounts(fieldsOf(at(pod, 'resources', 'limits')));
  // What a pod asks for as a whole takes the place of the sum; a request that it does not name is its limit.
  for (const name of ['cpu', 'memory']) {
    const value =
      whole.get(name) ??
      (side === 'requests' && !asksFor(pod, name)
        ? other.get(name)
        : undefined);
    if (value !== undefined) {
      all.set(name, value);
    }
  }
  return all;
}

/** Whether some container asks for a resource by itself. */
function asksFor(pod: Fields, name: string): boolean {
  return [...listOf(pod.containers), ...listOf(pod.initContainers)].some(
    item => at(item, 'resources', 'requests', name) !== undefined,
  );
}

function containerAmounts(
  container: Fields,
  side: Side,
  ranges: readonly Fields[],
): Amounts {
  const fallback = (field: string) =>
    ranges
      .map(range => fieldsOf(range[field]))
      .reduce((a, b) => ({ ...b, ...a }), {});
  const limits = {
    ...fallback('default'),
    ...fieldsOf(at(container, 'resources', 'limits')),
  };
  const own = fieldsOf(at(container, 'resources', 'limits'));
  return listOfAmounts(
    side === 'limits'
      ? limits
      : {
          ...limits,
          ...fallback('defaultRequest'),
          // A request that nobody names is the limit, where the container has one of its own.
          ...own,
          ...fieldsOf(at(container, 'resources', 'requests')),
        },
  );
}

function listOfAmounts(fields: Fields): Amounts {
  return new Map(
    Object.entries(fields).map(([name, value]) => [name, nanos(value)]),
  );
}

function larger(a: Amounts, b: Amounts): Amounts {
  const most = new Map(a);
  for (const [name, value] of b) {
    const other = most.get(name) ?? 0n;
    most.set(name, value > other ? value : other);
  }
  return most;
}

function isCompute(name: string): boolean {
  return ['cpu', 'memory', 'ephemeral-storage'].includes(name);
}
