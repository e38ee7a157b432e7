import type { DeploymentView } from '@groundwork/backstage-plugin-tenancy-common';
import { until } from '../__testUtils__/clientOf';
import { deployingPortal, image } from '../__testUtils__/deployingPortal';

jest.setTimeout(60_000);

const deployment = (version: string, status: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'pay-dev', generation: 1 },
  spec: {
    replicas: 1,
    template: {
      spec: { containers: [{ name: 'api', image: `${image}:${version}` }] },
    },
  },
  status: { observedGeneration: 1, ...status },
});

describe('how far a version is', () => {
  const { portal, pipeline, look } = deployingPortal();

  it('tells how it goes on: committed, synced, healthy', async () => {
    portal().cluster.serve({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      plural: 'deployments',
    });
    portal().cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'pay-dev',
        labels: {
          'tenancy.groundwork.dev/tenant': 'pay',
          'tenancy.groundwork.dev/environment': 'dev',
        },
      },
    });
    portal().cluster.put(
      deployment('1', { readyReplicas: 1, updatedReplicas: 1 }),
    );
    await pipeline({ image: `${image}:2` }).expect(202);

    const stateIs = (state: string) =>
      until(
        async () => (await look('2').expect(200)).body as DeploymentView,
        body => body.state === state,
      );
    const committed = await until(
      async () => (await look('2').expect(200)).body as DeploymentView,
      body =>
        body.environments[0].why?.includes(`${image}:1`) === true ||
        body.environments[0].why !== undefined,
    );
    expect(committed.state).toBe('committed');
    expect(committed.commit).toMatch(/^[0-9a-f]{40}$/);

    portal().cluster.put(
      deployment('2', { readyReplicas: 0, updatedReplicas: 1 }),
    );
    await stateIs('synced');
    portal().cluster.put(
      deployment('2', { readyReplicas: 1, updatedReplicas: 1 }),
    );
    const { message } = await stateIs('healthy');
    expect(message).toBe('api runs and is healthy.');

    await pipeline({ image: `${image}:3` }).expect(202);
    expect((await look('2')).body).toMatchObject({
      state: 'superseded',
      environments: [{ why: `Git holds ${image}:3` }],
    });
  });

  it('tells why it does not get well, and whose turn it is', async () => {
    portal().cluster.serve({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      plural: 'deployments',
    });
    portal().cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'pay-dev',
        labels: {
          'tenancy.groundwork.dev/tenant': 'pay',
          'tenancy.groundwork.dev/environment': 'dev',
        },
      },
    });
    const pod = (name: string, version: string, reason: string) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `api-${name}-x`,
        namespace: 'pay-dev',
        labels: { 'pod-template-hash': name },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: `api-${name}`,
            uid: name,
            controller: true,
          },
        ],
      },
      spec: { containers: [{ name: 'api', image: `${image}:${version}` }] },
      status: {
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'api',
            ready: false,
            restartCount: 0,
            state: { waiting: { reason, message: 'not found' } },
          },
        ],
      },
    });
    // What the version before is ill with is no trouble of this one.
    portal().cluster.put(pod('old', '1', 'CrashLoopBackOff'));
    portal().cluster.put(
      deployment('2', { readyReplicas: 0, updatedReplicas: 1 }),
    );
    await pipeline({ image: `${image}:2` }).expect(202);
    await until(
      async () => (await look('2')).body as DeploymentView,
      ({ state }) => state === 'synced',
    );

    portal().cluster.put(pod('new', '2', 'ImagePullBackOff'));
    const body = await until(
      async () => (await look('2')).body as DeploymentView,
      ({ state }) => state === 'unhealthy',
    );
    expect(body.environments).toMatchObject([
      {
        environment: 'dev',
        fixableBy: expect.stringMatching(/tenant|platform/),
        why: expect.stringContaining('image'),
      },
    ]);
  });

  it('tells what it waits for that lies elsewhere', async () => {
    for (const [group, kind, plural] of [
      ['apps', 'Deployment', 'deployments'],
      ['', 'ResourceQuota', 'resourcequotas'],
    ]) {
      portal().cluster.serve({ group, version: 'v1', kind, plural });
    }
    portal().cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'pay-dev',
        labels: {
          'tenancy.groundwork.dev/tenant': 'pay',
          'tenancy.groundwork.dev/environment': 'dev',
        },
      },
    });
    portal().cluster.put({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'compute', namespace: 'pay-dev' },
      spec: { hard: { pods: '2' } },
      status: { hard: { pods: '2' }, used: { pods: '2' } },
    });
    portal().cluster.put(
      deployment('2', {
        readyReplicas: 0,
        conditions: [
          {
            type: 'ReplicaFailure',
            status: 'True',
            reason: 'FailedCreate',
            message:
              'pods "api-5d9-x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=2, limited: pods=2',
          },
        ],
      }),
    );
    await pipeline({ image: `${image}:2` }).expect(202);

    const { environments } = await until(
      async () => (await look('2')).body as DeploymentView,
      body => body.environments[0].why?.includes('Quota') === true,
    );
    expect(environments).toMatchObject([
      {
        why: expect.stringContaining('Quota compute is full: 2 of 2 pods'),
        fixableBy: expect.stringMatching(/tenant|platform/),
      },
    ]);
  });
});
