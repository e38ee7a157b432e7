import { KubeClient } from './controllers/KubeClient';
import { Cluster } from './controllers/Cluster';
import { KubeObject } from './controllers/KubeObject';
import {
  ControllerName,
  startControllers,
} from './controllers/startControllers';
import { Settings } from './Settings';
import { createAll, rootObjects } from './seedClusters';
import { Sandbox, SandboxOptions, startGit } from './startSandbox';
import { writeAppConfig } from './writeConfig';

/** Which cluster to use, and whether to run controllers there. */
export interface ForeignOptions extends SandboxOptions {
  kubeconfig: string;
  context?: string;
  controllers?: boolean;
}

const marker = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'groundwork-sandbox', namespace: 'kube-system' },
};
const needed = [
  ['argoproj.io/v1alpha1', 'Application', 'Argo CD'],
  ['argoproj.io/v1alpha1', 'ApplicationSet', 'Argo CD'],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute', 'Gateway API'],
  ['external-secrets.io/v1', 'ExternalSecret', 'External Secrets'],
];

/** Serves Git beside a cluster that is somebody else's. Nothing is written there, unless controllers are asked for and the cluster's user has marked it. */
export async function startOnCluster(
  options: ForeignOptions,
): Promise<Sandbox> {
  const { state, portBase, log, kubeconfig } = options;
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const context = options.context ?? config.getCurrentContext();
  if (!config.getContextObject(context))
    throw new Error(
      `${kubeconfig} has no context ${context}; it has ${config
        .getContexts()
        .map(({ name }) => name)
        .join(', ')}`,
    );
  config.setCurrentContext(context);
  const client = new KubeClient(config);
  const notes: string[] = [];
  const note = (line: string) => void notes.push(line);
  let pushed = () => {};
  const settings = await Settings.open(state, portBase);
  const { server, estate, git } = await startGit(
    settings,
    'single',
    state,
    () => pushed(),
    context,
  );

  for (const [apiVersion, kind, project] of needed) {
    const served = await client.resource({ apiVersion, kind }).catch(error => {
      note(`${client.server} does not answer: ${error.message}`);
      return true;
    });
    if (!served)
      note(
        `The cluster does not serve ${kind} (${apiVersion}): install the CRDs of ${project}`,
      );
  }
  let stop = async () => {};
  if (options.controllers) {
    if (!(await client.get(marker))) {
      await server.close();
      throw new Error(
        `Controllers run only on a cluster that is marked as a playground. If ${context} is one: kubectl --context ${context} -n kube-system create configmap groundwork-sandbox`,
      );
    }
    const cluster = new Cluster(context, client);
    const names = await freeRoles(cluster, note);
    await createAll(
      client,
      [...(await estate.objects('bootstrap')), ...rootObjects(estate, context)],
      note,
    );
    const controllers = startControllers(cluster, names, {
      git,
      statuses: estate.statuses,
      log,
    });
    pushed = controllers.pushed;
    stop = controllers.stop;
    note(
      `Controllers here: ${names.join(', ') || 'none, others run them all'}`,
    );
  }
  await writeAppConfig(state, estate.platform, {
    kubeconfig: { path: kubeconfig, context },
  });
  return {
    facts: { clusters: [], git: { url: server.url }, notes },
    close: () => Promise.all([stop(), server.close()]).then(() => {}),
  };
}

/** The controllers that nobody else runs on the cluster. */
async function freeRoles(
  cluster: Cluster,
  note: (line: string) => void,
): Promise<ControllerName[]> {
  const [deployments, sets, leases, nodes, classes] = await Promise.all([
    cluster.list('apps/v1', 'Deployment'),
    cluster.list('apps/v1', 'StatefulSet'),
    cluster.list('coordination.k8s.io/v1', 'Lease'),
    cluster.list('v1', 'Node'),
    cluster.list<
      KubeObject & {
        spec: { controllerName: string };
        status?: { conditions?: Array<{ type: string; status: string }> };
      }
    >('gateway.networking.k8s.io/v1', 'GatewayClass'),
  ]);
  const runs = (name: RegExp) =>
    [...deployments, ...sets].some(({ metadata }) => name.test(metadata.name));
  const manager =
    leases.some(
      ({ metadata }) => metadata.name === 'kube-controller-manager',
    ) || nodes.length > 0;
  const others = classes.some(
    ({ spec, status }) =>
      !spec.controllerName.startsWith('sandbox.') &&
      status?.conditions?.some(
        ({ type, status: is }) => type === 'Accepted' && is === 'True',
      ),
  );
  const taken: Array<[boolean, string, ControllerName[]]> = [
    [runs(/argocd.*application-controller/), 'Argo CD', ['argocd']],
    [others, 'A gateway controller', ['gateways']],
    [runs(/external-secrets/), 'External Secrets', ['externalSecrets']],
    [manager, "Kubernetes' controller manager", ['workloads', 'namespaces']],
  ];
  return taken.flatMap(([found, who, names]) => {
    if (found) note(`${who} runs there already and is left to it`);
    return found ? [] : names;
  });
}
