import { Cluster } from './Cluster';
import { KubeObject } from './KubeObject';

interface Group {
  preferredVersion: { groupVersion: string };
}
interface Resource {
  name: string;
  kind: string;
  namespaced: boolean;
  verbs: string[];
}

/** What pods and deletions wait for where no controller manager runs: the `default` service account, and the end of namespaces. */
export async function reconcileNamespaces(cluster: Cluster): Promise<void> {
  const accounts = await cluster.list('v1', 'ServiceAccount');
  for (const namespace of await cluster.list('v1', 'Namespace')) {
    const { name, deletionTimestamp } = namespace.metadata;
    if (deletionTimestamp) {
      await finish(cluster, namespace);
    } else if (
      !accounts.some(
        ({ metadata }) =>
          metadata.namespace === name && metadata.name === 'default',
      )
    ) {
      await cluster.create({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace: name },
      });
    }
  }
}

async function finish({ client }: Cluster, namespace: KubeObject) {
  const { groups } = await client.request<{ groups: Group[] }>('GET', '/apis');
  const versions = [
    '/api/v1',
    ...groups.map(group => `/apis/${group.preferredVersion.groupVersion}`),
  ];
  let left = 0;
  for (const base of versions) {
    const { resources } = await client.request<{ resources: Resource[] }>(
      'GET',
      base,
    );
    for (const { name, namespaced, verbs } of resources) {
      if (!namespaced || !verbs.includes('deletecollection')) {
        continue;
      }
      const path = `${base}/namespaces/${namespace.metadata.name}/${name}`;
      await client.request('DELETE', path);
      const { items } = await client.request<{ items: unknown[] | null }>(
        'GET',
        path,
      );
      left += items?.length ?? 0;
    }
  }
  if (left) {
    return;
  }
  const path = `/api/v1/namespaces/${namespace.metadata.name}/finalize`;
  await client.request('PUT', path, { ...namespace, spec: { finalizers: [] } });
}
