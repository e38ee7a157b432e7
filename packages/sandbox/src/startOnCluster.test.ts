import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ApiServer, startApiServer } from './api';
import { KubeClient } from './controllers/KubeClient';
import { KubeObject } from './controllers/KubeObject';
import { at } from './controllers/playStatuses';
import { loadCrds } from './estate/loadEstate';
import { startOnCluster } from './startOnCluster';
import { Sandbox } from './startSandbox';
import { eventually } from './testing/startWorld';

jest.setTimeout(60_000);

const user = { name: 'root', groups: ['system:masters'], token: 'secret' };
const marker = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'groundwork-sandbox', namespace: 'kube-system' },
};

describe('startOnCluster', () => {
  let dir: string;
  let server: ApiServer;
  let client: KubeClient;
  let sandbox: Sandbox | undefined;

  async function foreign(crds: object[]) {
    server = await startApiServer({ name: 'theirs', users: [user], crds });
    await writeFile(join(dir, 'kubeconfig'), server.kubeconfig());
    const { cluster } = parse(server.kubeconfig()).clusters[0];
    const caData = cluster['certificate-authority-data'];
    client = KubeClient.to(cluster.server, user, { caData });
  }
  async function start(controllers: boolean, context?: string) {
    const kubeconfig = join(dir, 'kubeconfig');
    const state = join(dir, 'state');
    const log = () => {};
    sandbox = await startOnCluster({
      kubeconfig,
      context,
      controllers,
      state,
      portBase: 24_000,
      log,
    });
    return sandbox.facts as { notes: string[]; git: { url: string } };
  }
  const contents = async () => {
    const paths = [
      '/api/v1/namespaces',
      '/api/v1/configmaps',
      '/api/v1/secrets',
    ];
    const lists = paths.map(path =>
      client.request<{ items: KubeObject[] }>('GET', path),
    );
    return (await Promise.all(lists)).map(({ items }) => items);
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sandbox-foreign-'));
    sandbox = undefined;
  });
  afterEach(async () => {
    await sandbox?.close();
    await server.close();
    await rm(dir, { recursive: true });
  });

  it('writes nothing to the cluster, and says which kinds it lacks', async () => {
    await foreign([]);
    const before = await contents();
    const { notes, git } = await start(false);
    expect(notes).toContain(
      'The cluster does not serve Application (argoproj.io/v1alpha1): install the CRDs of Argo CD',
    );
    expect(notes).toContain(
      'The cluster does not serve HTTPRoute (gateway.networking.k8s.io/v1): install the CRDs of Gateway API',
    );
    expect(await contents()).toEqual(before);
    expect((await fetch(`${git.url}/estate.git`)).status).toBe(200);
    const config = parse(
      await readFile(join(dir, 'state/app-config.sandbox.yaml'), 'utf8'),
    );
    expect(config.tenancy.kubeconfig).toEqual({
      path: join(dir, 'kubeconfig'),
      context: 'theirs',
    });
    expect(
      config.tenancy.environments.map(
        (one: { cluster: string }) => one.cluster,
      ),
    ).toEqual(['theirs', 'theirs', 'theirs']);
  });

  it('starts beside a cluster that does not answer', async () => {
    await foreign([]);
    await server.close();
    const { notes } = await start(false);
    expect(notes).toEqual([expect.stringContaining('does not answer')]);
    await foreign([]);
  });

  it('refuses a context that does not exist', async () => {
    await foreign([]);
    await expect(start(false, 'mine')).rejects.toThrow(
      'has no context mine; it has theirs',
    );
  });

  it('runs no controllers where the marker is missing', async () => {
    await foreign(await loadCrds());
    const before = await contents();
    await expect(start(true)).rejects.toThrow(
      'create configmap groundwork-sandbox',
    );
    expect(await contents()).toEqual(before);
  });

  it('leaves to others what they run', async () => {
    await foreign(await loadCrds());
    await client.create(marker);
    await client.create({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'real' },
    });
    const { notes } = await start(true);
    expect(notes).toContain(
      "Kubernetes' controller manager runs there already and is left to it",
    );
    expect(notes).toContain(
      'Controllers that run here: argocd, gateways, externalSecrets',
    );
  });

  it('brings up a platform on a marked cluster, and ends a namespace there', async () => {
    await foreign(await loadCrds());
    await client.create(marker);
    const { notes } = await start(true);
    expect(notes).toEqual([
      'Controllers that run here: argocd, gateways, externalSecrets, workloads, namespaces',
    ]);
    const read = (
      apiVersion: string,
      kind: string,
      name: string,
      namespace?: string,
    ) => client.get({ apiVersion, kind, metadata: { name, namespace } });
    await eventually(
      () =>
        read('gateway.networking.k8s.io/v1', 'Gateway', 'external', 'gateways'),
      gateway => at(gateway, 'status.addresses.0.value') === '192.0.2.1',
    );
    await eventually(
      () =>
        read(
          'argoproj.io/v1alpha1',
          'Application',
          'platform-dev-shared-cluster',
          'argocd',
        ),
      app => at(app, 'status.sync.status') === 'Synced',
      20_000,
    );
    const namespace: KubeObject = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'short' },
      spec: {},
    };
    await client.create(namespace);
    await eventually(
      () => read('v1', 'ServiceAccount', 'default', 'short'),
      account => Boolean(account),
    );
    await client.delete(namespace);
    await eventually(
      () => client.get(namespace),
      gone => gone === undefined,
    );
  });
});
