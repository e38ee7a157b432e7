import { KubernetesObject } from '../../model';
import { Fields, at, fieldsOf, listOf, numberOf } from '../../snapshot/fields';
import { Amounts, nanos, plus } from './amounts';

const resources = ['cpu', 'memory', 'ephemeral-storage'];

/**
 * What the pods of a workload count for in a quota: replicas times one pod. Containers that name no requests or limits
 * get those of the namespace's LimitRange. Empty for what makes no pods, and for DaemonSets, whose number nobody knows.
 */
export function workloadAmounts(
  object: KubernetesObject,
  limits: readonly Fields[],
): Amounts {
  if (object.kind === 'PersistentVolumeClaim') {
    const storage = at(object.spec, 'resources', 'requests', 'storage');
    return new Map([['requests.storage', nanos(storage)]]);
  }
  const pods = podsOf(object);
  if (pods === 0) {
    return new Map();
  }
  const spec = at(object.spec, 'template', 'spec');
  const one = podAmounts(fieldsOf(spec), limits);
  const all: Amounts = new Map(
    [...one].map(([name, value]) => [name, value * BigInt(pods)]),
  );
  return plus(
    all,
    new Map([
      ['pods', nanos(pods)],
      ['count/pods', nanos(pods)],
    ]),
  );
}

function podsOf({ kind, spec }: KubernetesObject): number {
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'Rollout':
      return numberOf(at(spec, 'replicas')) ?? 1;
    case 'Job':
      return numberOf(at(spec, 'parallelism')) ?? 1;
    default:
      return 0;
  }
}

function podAmounts(spec: Fields, limits: readonly Fields[]): Amounts {
  const amounts: Amounts = new Map();
  for (const resource of resources) {
    for (const side of ['requests', 'limits'] as const) {
      const of = (containers: unknown) =>
        listOf(containers).map(item => amountOf(item, side, resource, limits));
      const running = of(spec.containers).reduce((a, b) => a + b, 0n);
      // Init containers run one after the other, before the others.
      const starting = of(spec.initContainers).reduce(
        (a, b) => (a > b ? a : b),
        0n,
      );
      const value = running > starting ? running : starting;
      amounts.set(`${side}.${resource}`, value);
      if (side === 'requests') {
        amounts.set(resource, value);
      }
    }
  }
  return amounts;
}

function amountOf(
  container: Fields,
  side: 'requests' | 'limits',
  resource: string,
  limits: readonly Fields[],
): bigint {
  const own = (name: string) => at(container, 'resources', name, resource);
  const fallback = (field: string) =>
    limits
      .map(limit => at(limit, field, resource))
      .find(value => value !== undefined);
  const limit = own('limits') ?? fallback('default');
  return nanos(
    side === 'limits'
      ? limit
      : // A request that nobody names is the limit, where the container has one of its own.
        own('requests') ?? own('limits') ?? fallback('defaultRequest') ?? limit,
  );
}
