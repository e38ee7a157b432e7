import { amount } from './amount';
import { Cluster } from './Cluster';
import { KubeObject } from './KubeObject';
import { Pod } from './workloads';

interface ResourceQuota extends KubeObject {
  spec: {
    hard?: Record<string, string>;
    scopes?: string[];
    scopeSelector?: {
      matchExpressions?: Array<{
        scopeName: string;
        operator: string;
        values?: string[];
      }>;
    };
  };
}

const gateways = 'gateway.networking.k8s.io';
const counted: Record<string, [string, string]> = {
  services: ['v1', 'Service'],
  configmaps: ['v1', 'ConfigMap'],
  secrets: ['v1', 'Secret'],
  persistentvolumeclaims: ['v1', 'PersistentVolumeClaim'],
  ...Object.fromEntries(
    ['GRPC', 'HTTP', 'TCP', 'TLS', 'UDP'].map(kind => [
      `count/${kind.toLowerCase()}routes.${gateways}`,
      [`${gateways}/v1`, `${kind}Route`],
    ]),
  ),
};

/** Counts what quotas limit: pods with their requests and limits, and objects. */
export async function reconcileQuotas(cluster: Cluster): Promise<void> {
  const pods = await cluster.list<Pod>('v1', 'Pod');
  for (const quota of await cluster.list<ResourceQuota>(
    'v1',
    'ResourceQuota',
  )) {
    const hard = quota.spec.hard ?? {};
    const mine = pods.filter(pod => covers(quota, pod));
    const used: Record<string, string> = {};
    for (const key of Object.keys(hard)) {
      const [, bound, what] = /^(requests|limits)\.(.+)$/.exec(key) ?? [];
      used[key] = key === 'pods' ? String(mine.length) : '0';
      if (bound)
        used[key] = sum(
          what,
          mine.flatMap(pod =>
            pod.spec.containers.map(
              c => c.resources?.[bound as 'requests']?.[what],
            ),
          ),
        );
      if (!counted[key]) continue;
      const objects = await cluster.list(...counted[key]);
      used[key] = String(
        objects.filter(
          ({ metadata }) => metadata.namespace === quota.metadata.namespace,
        ).length,
      );
    }
    await cluster.writeStatus(quota, { hard, used }).catch(() => {});
  }
}

/** The refusal that Kubernetes' quota admission gives for one pod more; API servers that have it give it themselves. */
export async function overQuota(
  cluster: Cluster,
  pod: Pod,
): Promise<string | undefined> {
  const pods = await cluster.list<Pod>('v1', 'Pod');
  for (const quota of await cluster.list<ResourceQuota>(
    'v1',
    'ResourceQuota',
  )) {
    const { pods: hard } = quota.spec.hard ?? {};
    if (hard === undefined || !covers(quota, pod)) continue;
    const used = pods.filter(other => covers(quota, other)).length;
    if (used >= Number(hard))
      return `pods "${pod.metadata.name}" is forbidden: exceeded quota: ${quota.metadata.name}, requested: pods=1, used: pods=${used}, limited: pods=${hard}`;
  }
  return undefined;
}

function covers({ metadata, spec }: ResourceQuota, pod: Pod): boolean {
  if (pod.metadata.namespace !== metadata.namespace || spec.scopes?.length)
    return false;
  if (/Succeeded|Failed/.test(pod.status?.phase ?? '')) return false;
  const { priorityClassName: name } = pod.spec;
  return (spec.scopeSelector?.matchExpressions ?? []).every(
    ({ scopeName, operator, values = [] }) => {
      const listed = values.includes(name ?? '');
      const answers: Record<string, boolean> = {
        Exists: Boolean(name),
        DoesNotExist: !name,
        In: listed,
        NotIn: !listed,
      };
      return scopeName === 'PriorityClass' && answers[operator];
    },
  );
}

function sum(resource: string, amounts: Array<string | undefined>): string {
  const total = amounts.reduce(
    (all, one) => all + Number(amount(one ?? '0')),
    0,
  );
  if (resource === 'cpu')
    return total % 1 ? `${Math.round(total * 1000)}m` : String(total);
  return total && total % 1048576 === 0
    ? `${total / 1048576}Mi`
    : String(total);
}
