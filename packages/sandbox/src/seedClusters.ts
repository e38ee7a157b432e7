import { setTimeout as sleep } from 'node:timers/promises';
import { KubeClient, KubeError } from './controllers/KubeClient';
import { Manifest } from './controllers/KubeObject';
import { at } from './controllers/playStatuses';
import { documents, Estate } from './estate/loadEstate';
import { ClusterAddress } from './startClusters';

/** Creates objects; those that are there already stay as they are. */
export async function createAll(
  client: KubeClient,
  objects: Manifest[],
  refused?: (line: string) => void,
): Promise<void> {
  for (const object of objects) {
    await client.create(object, 'kubectl-create').catch(error => {
      if (error instanceof KubeError && error.code === 409) {
        return;
      }
      if (!refused) {
        throw error;
      }
      refused(`${object.kind} ${object.metadata.name}: ${error.message}`);
    });
  }
}

/** The root objects that a platform engineer applies by hand, once: they are in Git and make everything else come from there. */
export function rootObjects(
  { platform, commits }: Estate,
  cluster: string,
): Manifest[] {
  const folders = platform.environments.flatMap(
    ({ name, cluster: target, argocd }) => [
      ...(target === cluster ? [`platform/${name}/_shared/cluster/`] : []),
      ...(argocd.cluster === cluster
        ? [`platform/${name}/_shared/argocd/`]
        : []),
    ],
  );
  return commits
    .flatMap(commit => [...commit.files])
    .filter(
      ([path]) =>
        folders.some(folder => path.startsWith(folder)) &&
        !path.endsWith('/kustomization.yaml'),
    )
    .flatMap(([, text]) => documents(text));
}

/** The Secrets by which an Argo CD knows the clusters it serves. */
export function destinationSecrets(
  { platform }: Estate,
  home: string,
  addresses: ClusterAddress[],
  bearerToken: string,
): Manifest[] {
  const served = platform.environments.filter(
    ({ argocd }) => argocd.cluster === home && argocd.destination.name,
  );
  return served.map(
    ({
      cluster,
      argocd: {
        destination: { name = '' },
      },
    }) => {
      const { url: server, caData } = addresses.find(
        address => address.name === cluster,
      ) ?? { url: '' };
      const metadata = {
        name: `cluster-${name}`,
        namespace: 'argocd',
        labels: { 'argocd.argoproj.io/secret-type': 'cluster' },
      };
      const stringData = {
        name,
        server,
        config: JSON.stringify({ bearerToken, tlsClientConfig: { caData } }),
      };
      return { apiVersion: 'v1', kind: 'Secret', metadata, stringData };
    },
  );
}

/** Makes the edits by hand that the estate tells of, one after another. */
export async function editByHand(
  { edits }: Estate,
  clients: Map<string, KubeClient>,
  signal: AbortSignal,
): Promise<void> {
  for (const { cluster, when, object, patch } of edits) {
    const metadata = { name: when.application, namespace: 'argocd' };
    const app = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata,
    };
    const state = async () =>
      at(await clients.get(when.cluster)?.get(app), 'status.sync.status');
    while ((await state()) !== when.sync) {
      await sleep(300, undefined, { signal });
    }
    await clients.get(cluster)?.patch(object, patch, '', 'kubectl-edit');
  }
}
