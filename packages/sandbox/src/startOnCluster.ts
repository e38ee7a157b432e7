import { KubeConfig } from '@kubernetes/client-node';
import { Cluster } from './controllers/Cluster';
import { KubeClient } from './controllers/KubeClient';
import { startControllers } from './controllers/startControllers';
import { freeRoles } from './freeRoles';
import { createAll, rootObjects } from './seedClusters';
import { Settings } from './Settings';
import { Sandbox, SandboxOptions, startGit } from './startSandbox';
import { writeAppConfig } from './writeConfig';

/** Which cluster to use, and whether to run controllers there. */
interface ForeignOptions extends SandboxOptions {
  kubeconfig: string;
  context?: string;
  controllers?: boolean;
}

const metadata = { name: 'groundwork-sandbox', namespace: 'kube-system' };
const marker = { apiVersion: 'v1', kind: 'ConfigMap', metadata };
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
  const { state, portBase, log, kubeconfig: path, controllers } = options;
  const config = new KubeConfig();
  config.loadFromFile(path);
  const context = options.context ?? config.getCurrentContext();
  const known = config.getContexts().map(({ name }) => name);
  if (!known.includes(context)) {
    throw new Error(
      `${path} has no context ${context}; it has ${known.join(', ')}`,
    );
  }
  config.setCurrentContext(context);
  const client = new KubeClient(config);
  if (controllers && !(await client.get(marker))) {
    throw new Error(
      `Controllers run only on a cluster that is marked as a playground. If ${context} is one: kubectl --context ${context} -n kube-system create configmap groundwork-sandbox`,
    );
  }
  const notes: string[] = [];
  const note = (line: string) => void notes.push(line);
  for (const [apiVersion, kind, project] of needed) {
    try {
      const missing = !(await client.resource({ apiVersion, kind }));
      if (missing) {
        note(
          `The cluster does not serve ${kind} (${apiVersion}): install the CRDs of ${project}`,
        );
      }
    } catch (error) {
      note(`${client.server} does not answer: ${(error as Error).message}`);
      break;
    }
  }
  let running: ReturnType<typeof startControllers> | undefined;
  const settings = await Settings.open(state, portBase);
  const { server, estate, git } = await startGit(
    settings,
    'single',
    state,
    () => running?.pushed(),
    context,
  );
  if (controllers) {
    const roles = await freeRoles(client, note);
    const objects = [
      ...(await estate.objects('bootstrap')),
      ...rootObjects(estate, context),
    ];
    await createAll(client, objects, note);
    running = startControllers(new Cluster(context, client), roles, {
      git,
      statuses: estate.statuses,
      log,
    });
    note(`Controllers that run here: ${roles.join(', ') || 'none'}`);
  }
  await writeAppConfig(state, estate.platform, {
    kubeconfig: { path, context },
  });
  return {
    facts: { clusters: [], git: { url: server.url }, notes },
    async close() {
      await running?.stop();
      await server.close();
    },
  };
}
