import { amount } from './amount';
import { Cluster } from './Cluster';
import { KubeObject } from './KubeObject';
import { Pod } from './Pod';

type Scope = { scopeName: string; operator: string; values?: string[] };
type ResourceQuota = KubeObject<{
  hard?: Record<string, string>;
  scopeSelector?: { matchExpressions?: Scope[] };
}>;

const gateway = 'gateway.networking.k8s.io';
const counted = new Map<string, [string, string]>([
  ['services', ['v1', 'Service']],
  ['configmaps', ['v1', 'ConfigMap']],
  ['secrets', ['v1', 'Secret']],
  ['persistentvolumeclaims', ['v1', 'PersistentVolumeClaim']],
  [`count/httproutes.${gateway}`, [`${gateway}/v1`, 'HTTPRoute']],
  [`count/grpcroutes.${gateway}`, [`${gateway}/v1`, 'GRPCRoute']],
]);

/** Counts what quotas limit: pods with their requests and limits, and objects. */
export async function reconcileQuotas(cluster: Cluster): Promise<void> {
  const pods = await cluster.list<Pod>('v1', 'Pod');
  for (const quota of await cluster.list<ResourceQuota>(
    'v1',
    'ResourceQuota',
  )) {
    const { hard = {} } = quota.spec;
    const containers = pods
      .filter(pod => covers(quota, pod))
      .map(pod => pod.spec.containers);
    const used: Record<string, string> = {};
    for (const key of Object.keys(hard)) {
      const [, bound, what] = /^(requests|limits)\.(.+)$/.exec(key) ?? [];
      const [apiVersion, kind] = counted.get(key) ?? [];
      const objects =
        apiVersion && kind ? await cluster.list(apiVersion, kind) : [];
      const inside = objects.filter(
        ({ metadata }) => metadata.namespace === quota.metadata.namespace,
      );
      used[key] = String(key === 'pods' ? containers.length : inside.length);
      if (bound) {
        used[key] = sum(
          what,
          containers
            .flat()
            .map(({ resources }) => resources?.[bound as 'limits']?.[what]),
        );
      }
    }
    await cluster.writeStatus(quota, { hard, used });
  }
}

/** The refusal that Kubernetes' quota admission gives for one pod more; API servers that have it give it themselves. */
export async function overQuota(cluster: Cluster, pod: Pod): Promise<string> {
  const pods = await cluster.list<Pod>('v1', 'Pod');
  for (const quota of await cluster.list<ResourceQuota>(
    'v1',
    'ResourceQuota',
  )) {
    const { pods: hard } = quota.spec.hard ?? {};
    const used = pods.filter(other => covers(quota, other)).length;
    if (hard && covers(quota, pod) && used >= Number(hard)) {
      return `pods "${pod.metadata.name}" is forbidden: exceeded quota: ${quota.metadata.name}, requested: pods=1, used: pods=${used}, limited: pods=${hard}`;
    }
  }
  return '';
}

function covers({ metadata, spec }: ResourceQuota, pod: Pod): boolean {
  const name = pod.spec.priorityClassName ?? '';
  const inScope = ({ scopeName, operator, values = [] }: Scope) => {
    const is = operator.endsWith('In') ? values.includes(name) : Boolean(name);
    return (
      scopeName === 'PriorityClass' && is === /^(In|Exists)$/.test(operator)
    );
  };
  const scopes = spec.scopeSelector?.matchExpressions ?? [];
  return pod.metadata.namespace === metadata.namespace && scopes.every(inScope);
}

function sum(resource: string, amounts: Array<string | undefined>): string {
  const total = amounts.reduce(
    (all, one) => all + Number(amount(one ?? '0')),
    0,
  );
  if (resource === 'cpu') {
    return `${Math.round(total * 1000)}m`
      .replace(/000m$/, '')
      .replace(/^0m$/, '0');
  }
  return total && total % 2 ** 20 === 0
    ? `${total / 2 ** 20}Mi`
    : String(total);
}
