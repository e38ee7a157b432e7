import { amount } from './amount';
import { Cluster } from './Cluster';
import { KubeObject } from './KubeObject';
import { Pod } from './workloads';

interface ResourceQuota extends KubeObject {
  spec: { hard?: Record<string, string> };
}

const counted: Record<string, [string, string]> = {
  services: ['v1', 'Service'],
  configmaps: ['v1', 'ConfigMap'],
  secrets: ['v1', 'Secret'],
  persistentvolumeclaims: ['v1', 'PersistentVolumeClaim'],
  'count/httproutes.gateway.networking.k8s.io': [
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
  ],
};

/** Counts what quotas limit: pods with their requests and limits, and objects. */
export async function reconcileQuotas(cluster: Cluster): Promise<void> {
  const pods = await cluster.list<Pod>('v1', 'Pod');
  for (const quota of await cluster.list<ResourceQuota>(
    'v1',
    'ResourceQuota',
  )) {
    const hard = quota.spec.hard ?? {};
    const inside = ({ metadata, status }: Pod) =>
      metadata.namespace === quota.metadata.namespace &&
      !/Succeeded|Failed/.test(status?.phase ?? '');
    const mine = pods.filter(inside);
    const used: Record<string, string> = {};
    for (const key of Object.keys(hard)) {
      const [, bound, what] = /^(requests|limits)\.(.+)$/.exec(key) ?? [];
      if (key === 'pods' || key === 'count/pods')
        used[key] = String(mine.length);
      else if (counted[key])
        used[key] = String(
          (await cluster.list(...counted[key])).filter(
            ({ metadata }) => metadata.namespace === quota.metadata.namespace,
          ).length,
        );
      else if (bound)
        used[key] = sum(
          what,
          mine.flatMap(pod =>
            pod.spec.containers.map(
              c => c.resources?.[bound as 'requests']?.[what],
            ),
          ),
        );
      else used[key] = '0';
    }
    await cluster.writeStatus(quota, { hard, used }).catch(() => {});
  }
}

function sum(resource: string, amounts: Array<string | undefined>): string {
  const total = amounts.reduce(
    (all, one) => all + Number(amount(one ?? '0')),
    0,
  );
  if (resource === 'cpu')
    return total % 1 ? `${Math.round(total * 1000)}m` : String(total);
  return total % 1048576
    ? String(total)
    : `${total / 1048576}Mi`.replace(/^0Mi$/, '0');
}
