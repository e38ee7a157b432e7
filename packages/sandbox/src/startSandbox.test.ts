import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { KubeClient } from './controllers/KubeClient';
import { KubeObject } from './controllers/KubeObject';
import { at } from './controllers/playStatuses';
import { Sandbox, startSandbox } from './startSandbox';
import { eventually } from './testing/startWorld';

jest.setTimeout(180_000);

describe('startSandbox', () => {
  let state: string;
  let sandbox: Sandbox;
  const logs: string[] = [];
  const start = async () => {
    sandbox = await startSandbox({
      state,
      portBase: 23_000,
      log: line => logs.push(line),
    });
  };
  const file = async (name: string) =>
    parse(await readFile(join(state, name), 'utf8'));
  const clients = new Map<string, KubeClient>();
  const list = async (cluster: string, path: string) => {
    const { items } = await clients
      .get(cluster)!
      .request<{ items: KubeObject[] }>('GET', path);
    return items;
  };
  const one = async (cluster: string, path: string, name: string) =>
    (await list(cluster, path)).find(({ metadata }) => metadata.name === name);
  const until = (
    cluster: string,
    path: string,
    name: string,
    good: (object: KubeObject) => boolean,
  ) =>
    eventually(
      () => one(cluster, path, name),
      object => Boolean(object && good(object)),
    );
  const applications =
    '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';

  const connect = async () => {
    const { clusters, users } = await file('kubeconfig.yaml');
    for (const { name, cluster } of clusters) {
      const caData = cluster['certificate-authority-data'];
      clients.set(
        name,
        KubeClient.to(cluster.server, users[0].user, { caData }),
      );
    }
  };
  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'sandbox-'));
    await start();
    await connect();
  });
  afterAll(async () => {
    await sandbox.close();
    await rm(state, { recursive: true });
  });

  it('syncs the whole estate but for its troubles', async () => {
    const troubled = async () => {
      const apps = [
        ...(await list('hub', applications)),
        ...(await list('prod', applications)),
      ];
      const unwell = apps.filter(
        app =>
          at(app, 'status.sync.status') !== 'Synced' ||
          at(app, 'status.health.status') !== 'Healthy',
      );
      return {
        count: apps.length,
        unwell: unwell.map(({ metadata }) => metadata.name).sort(),
      };
    };
    const expected = [
      'checkout-dev',
      'fulfilment-edge',
      'fulfilment-staging',
      'identity-prod',
      'platform-edge-fulfilment-cluster',
      'platform-edge-shared-cluster',
      'reporting-staging.exports',
      'search-dev',
      'search-staging',
    ];
    const { unwell } = await eventually(
      troubled,
      found =>
        found.count > 50 &&
        JSON.stringify(found.unwell) === JSON.stringify(expected),
      150_000,
    );
    expect(unwell).toEqual(expected);
  });

  it('has a scaler that is well, and a workload that leaves its pods to it', async () => {
    const scaler = await until(
      'prod',
      '/apis/keda.sh/v1alpha1/namespaces/notifications/scaledobjects',
      'mailer',
      found => at(found, 'status.conditions.0.status') === 'True',
    );
    const scaled = await until(
      'prod',
      '/apis/apps/v1/namespaces/notifications/deployments',
      'mailer',
      found =>
        at(found, 'spec.replicas') === at(scaler, 'spec.minReplicaCount'),
    );
    expect(scaled?.metadata.annotations).not.toHaveProperty(
      ['kubectl.kubernetes.io/last-applied-configuration'],
      expect.stringContaining('"replicas"'),
    );
  });

  it('has an image that never becomes ready', async () => {
    const pods = await list('spoke-dev', '/api/v1/namespaces/search/pods');
    const reasons = pods.map(pod =>
      at(pod, 'status.containerStatuses.0.state.waiting.reason'),
    );
    expect(reasons).toContain('ImagePullBackOff');
  });

  it('has drift by a manual edit that nothing heals', async () => {
    const app = await until(
      'hub',
      applications,
      'reporting-staging.exports',
      found => at(found, 'status.sync.status') === 'OutOfSync',
    );
    expect(at(app, 'spec.syncPolicy.automated')).toBeUndefined();
    const exported = await until(
      'spoke-staging',
      '/apis/apps/v1/namespaces/reporting/deployments',
      'exports',
      found => at(found, 'spec.replicas') === 2,
    );
    expect(at(app, 'status.resources')).toContainEqual(
      expect.objectContaining({
        name: exported?.metadata.name,
        status: 'OutOfSync',
      }),
    );
  });

  it('has a secret path that does not exist', async () => {
    const secret = await one(
      'prod',
      '/apis/external-secrets.io/v1/namespaces/identity/externalsecrets',
      'oidc-client',
    );
    expect(at(secret, 'status.conditions.0')).toMatchObject({
      status: 'False',
      reason: 'SecretSyncedError',
    });
  });

  it('has a route whose hostname no listener admits', async () => {
    const route = await one(
      'spoke-staging',
      '/apis/gateway.networking.k8s.io/v1/namespaces/fulfilment/httproutes',
      'tracking',
    );
    expect(at(route, 'status.parents.0.conditions.0.reason')).toBe(
      'NoMatchingListenerHostname',
    );
  });

  it('has an accepted route behind a default-deny', async () => {
    const route = await one(
      'spoke-dev',
      '/apis/gateway.networking.k8s.io/v1/namespaces/ledger/httproutes',
      'api',
    );
    expect(at(route, 'status.parents.0.conditions.0')).toMatchObject({
      type: 'Accepted',
      status: 'True',
    });
    const policies = await list(
      'spoke-dev',
      '/apis/networking.k8s.io/v1/namespaces/ledger/networkpolicies',
    );
    const policyNames = policies.map(({ metadata }) => metadata.name);
    expect(policyNames).toContain('default-deny');
    expect(policyNames).not.toContain('allow-from-gateways');
  });

  it('has a quota at its limit', async () => {
    const [quota] = await list(
      'spoke-dev',
      '/api/v1/namespaces/checkout/resourcequotas',
    );
    expect(at(quota, 'status.used.pods')).toBe(at(quota, 'status.hard.pods'));
    const deployments = await list(
      'spoke-dev',
      '/apis/apps/v1/namespaces/checkout/deployments',
    );
    expect(JSON.stringify(deployments)).toContain('exceeded quota');
  });

  it('has a cluster that nobody can reach', async () => {
    const app = await one('hub', applications, 'fulfilment-edge');
    expect(at(app, 'status.sync.status')).toBe('Unknown');
    expect(at(app, 'status.conditions.0.message')).toContain(
      'connection refused',
    );
  });

  it('lets the portal read everything but Secrets', async () => {
    const { kubernetes } = await file('app-config.sandbox.yaml');
    const [, dev] = kubernetes.clusterLocatorMethods[0].clusters;
    expect(dev.name).toBe('spoke-dev');
    const reader = KubeClient.to(
      dev.url,
      { token: dev.serviceAccountToken },
      { caData: dev.caData },
    );
    await reader.request('GET', '/api/v1/pods');
    await reader.request(
      'GET',
      '/apis/gateway.networking.k8s.io/v1/httproutes',
    );
    await expect(
      reader.request('GET', '/api/v1/secrets'),
    ).rejects.toMatchObject({ code: 403 });
    await expect(
      reader.request('DELETE', '/api/v1/namespaces/search'),
    ).rejects.toMatchObject({ code: 403 });
  });

  it('keeps addresses and objects over a restart', async () => {
    const urls = async () => {
      const { clusters, git } = await file('sandbox.json');
      return [git.url, ...clusters.map(({ url }: { url: string }) => url)];
    };
    const before = await urls();
    const app = await one('hub', applications, 'payments-dev');
    await sandbox.close();
    await start();
    expect(await urls()).toEqual(before);
    await connect();
    const again = await one('hub', applications, 'payments-dev');
    expect(again?.metadata.uid).toBe(app?.metadata.uid);
    expect(at(again, 'status.history.0')).toEqual(at(app, 'status.history.0'));
  });
});
