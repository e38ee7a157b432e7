import { KubeClient } from './controllers/KubeClient';
import { KubeObject } from './controllers/KubeObject';
import { at } from './controllers/playStatuses';
import { ControllerName } from './controllers/startControllers';

/** The controllers that nobody runs on a cluster. A question that the cluster refuses throws: who can't look may not assume. */
export async function freeRoles(
  client: KubeClient,
  note: (line: string) => void,
): Promise<ControllerName[]> {
  const names = async (apiVersion: string, kind: string) =>
    (await listAll(client, apiVersion, kind)).map(
      ({ metadata }) => metadata.name,
    );
  const workloads = [
    ...(await names('apps/v1', 'Deployment')),
    ...(await names('apps/v1', 'StatefulSet')),
  ];
  const classes = await listAll(
    client,
    'gateway.networking.k8s.io/v1',
    'GatewayClass',
  );
  const leases = await names('coordination.k8s.io/v1', 'Lease');
  const nodes = await names('v1', 'Node');
  const accepted = classes.filter(
    one =>
      !String(at(one, 'spec.controllerName')).startsWith('sandbox.') &&
      JSON.stringify(one.status ?? {}).includes('"True"'),
  );
  const taken: Array<[boolean, string, ControllerName[]]> = [
    [
      workloads.some(name => /argocd.*application-controller/.test(name)),
      'Argo CD',
      ['argocd'],
    ],
    [accepted.length > 0, 'A gateway controller', ['gateways']],
    [
      workloads.some(name => /external-secrets/.test(name)),
      'External Secrets',
      ['externalSecrets'],
    ],
    [
      leases.includes('kube-controller-manager') || nodes.length > 0,
      "Kubernetes' controller manager",
      ['workloads', 'namespaces'],
    ],
  ];
  return taken.flatMap(([found, who, roles]) => {
    if (found) {
      note(`${who} runs there already and is left to it`);
    }
    return found ? [] : roles;
  });
}

async function listAll(
  client: KubeClient,
  apiVersion: string,
  kind: string,
): Promise<KubeObject[]> {
  if (!(await client.resource({ apiVersion, kind }))) {
    return [];
  }
  const path = await client.path(
    { apiVersion, kind, metadata: { name: '' } },
    true,
  );
  const list = await client.request<{ items: KubeObject[] | null }>(
    'GET',
    path,
  );
  return list.items ?? [];
}
