import { Cluster } from './Cluster';
import { condition, report } from './Conditions';
import { KubeObject, ownedBy } from './KubeObject';
import { StatusData } from './StatusData';

interface ExternalSecret extends KubeObject {
  spec: {
    secretStoreRef?: { name: string; kind?: string };
    target?: { name?: string; creationPolicy?: string };
    data?: Array<{ secretKey: string; remoteRef: { key: string } }>;
  };
  status?: { refreshTime?: string; syncedResourceVersion?: string };
}

const api = 'external-secrets.io/v1';

/** Plays External Secrets: every store is valid and every secret is there, but for what the estate lists as missing. */
export async function reconcileExternalSecrets(
  cluster: Cluster,
  data: StatusData,
): Promise<void> {
  const stores = (
    await Promise.all(
      ['SecretStore', 'ClusterSecretStore'].map(kind =>
        cluster.list(api, kind),
      ),
    )
  ).flat();
  for (const store of stores) {
    await report(cluster, data, store, {
      capabilities: 'ReadWrite',
      conditions: [condition('Ready', true, 'Valid', 'store validated')],
    });
  }
  for (const secret of await cluster.list<ExternalSecret>(
    api,
    'ExternalSecret',
  )) {
    const { spec, metadata, status } = secret;
    const ref = spec.secretStoreRef;
    const store = stores.find(
      ({ kind, metadata: { name, namespace = metadata.namespace } }) =>
        name === ref?.name &&
        kind === (ref.kind ?? 'SecretStore') &&
        namespace === metadata.namespace,
    );
    const missing = (spec.data ?? []).findIndex(({ remoteRef }) =>
      data.missingSecrets.includes(remoteRef.key),
    );
    let problem;
    if (!store)
      problem = `could not get ${ref?.kind ?? 'SecretStore'} "${
        ref?.name
      }", not found`;
    else if (missing >= 0)
      problem = `error processing spec.data[${missing}] (key: ${spec.data?.[missing].remoteRef.key}), err: Secret does not exist`;
    if (problem) {
      await report(cluster, data, secret, {
        ...status,
        conditions: [condition('Ready', false, 'SecretSyncedError', problem)],
      });
      continue;
    }
    const name = spec.target?.name ?? metadata.name;
    // An edit or the annotation `force-sync` changes this, and so asks for a refresh.
    const version = `${metadata.generation}-${
      JSON.stringify(metadata.annotations?.['force-sync'] ?? '').length
    }${metadata.annotations?.['force-sync'] ?? ''}`;
    const fresh =
      status?.syncedResourceVersion === version && status.refreshTime;
    await report(cluster, data, secret, {
      binding: { name },
      refreshTime: fresh || new Date().toISOString().replace(/\.\d+/, ''),
      syncedResourceVersion: version,
      conditions: [condition('Ready', true, 'SecretSynced', 'secret synced')],
    });
    if (
      fresh ||
      ['None', 'Merge'].includes(spec.target?.creationPolicy ?? 'Owner')
    )
      continue;
    const stringData = Object.fromEntries(
      (spec.data ?? []).map(({ secretKey }) => [secretKey, 'sandbox']),
    );
    const target = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name,
        namespace: metadata.namespace,
        ownerReferences: [ownedBy(secret)],
      },
      stringData,
    };
    if (!(await cluster.client.get(target))) await cluster.create(target);
  }
}
