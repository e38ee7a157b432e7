import { eventually, startWorld } from '../testing/startWorld';
import { loadEstate } from '../estate/loadEstate';
import { KubeObject } from './KubeObject';
import { at } from './playStatuses';

const labels = { app: 'web' };
function deployment(name: string, replicas: number, image = 'web:1') {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'team' },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'web',
              image,
              ports: [{ name: 'http', containerPort: 8080 }],
              resources: { requests: { cpu: '250m', memory: '64Mi' } },
            },
          ],
        },
      },
    },
  };
}

describe('the other controllers', () => {
  let world: Awaited<ReturnType<typeof startWorld>>;
  const client = () => world.client('one');
  const read = (apiVersion: string, kind: string, name: string) =>
    client().get({ apiVersion, kind, metadata: { name, namespace: 'team' } });
  const until = (
    object: { apiVersion: string; kind: string; metadata: { name: string } },
    path: string,
    value: unknown,
  ) =>
    eventually(
      () => read(object.apiVersion, object.kind, object.metadata.name),
      live => JSON.stringify(at(live, path)) === JSON.stringify(value),
    );

  beforeAll(async () => {
    world = await startWorld(['one']);
    await client().create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'team' },
    });
    const { statuses } = await loadEstate('single', 'http://127.0.0.1/x.git');
    world.run(
      'one',
      ['workloads', 'gateways'],
      [
        {
          apiVersion: 'v1',
          kind: 'Pod',
          where: { 'spec.containers.0.image': 'web:bad' },
          status: { phase: 'Pending', podIP: '${ip}' },
        },
        {
          apiVersion: 'gateway.networking.k8s.io/v1',
          kind: 'HTTPRoute',
          status: {
            parents: [
              {
                $each: 'spec.parentRefs',
                parentRef: '${item}',
                controllerName: 'example.com/gateway',
                conditions: [
                  {
                    type: 'Accepted',
                    status: 'True',
                    reason: 'Accepted',
                    message: 'for ${metadata.name}',
                    lastTransitionTime: '$now',
                    observedGeneration: '${metadata.generation}',
                  },
                ],
              },
            ],
          },
        },
        ...statuses,
      ],
    );
  });
  afterAll(() => world.close());

  it('makes pods of a deployment, and endpoints of its service', async () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'team' },
      spec: {
        selector: labels,
        ports: [{ name: 'http', port: 80, targetPort: 'http' }],
      },
    };
    await client().create(service);
    await client().create(deployment('web', 2));
    const done = await until(
      deployment('web', 2),
      'status.availableReplicas',
      2,
    );
    expect(at(done, 'status.conditions.0')).toMatchObject({
      type: 'Available',
      status: 'True',
    });
    const slices = await eventually(
      () =>
        client().request<{ items: KubeObject[] }>(
          'GET',
          '/apis/discovery.k8s.io/v1/namespaces/team/endpointslices',
        ),
      ({ items }) => at(items, '0.endpoints.1.conditions.ready') === true,
    );
    expect(slices.items[0]).toMatchObject({
      metadata: { labels: { 'kubernetes.io/service-name': 'web' } },
      ports: [{ name: 'http', port: 8080 }],
    });
    const pods = await client().request<{ items: KubeObject[] }>(
      'GET',
      '/api/v1/namespaces/team/pods',
    );
    expect(pods.items[0].metadata.ownerReferences).toMatchObject([
      { kind: 'ReplicaSet', controller: true },
    ]);
  });

  it('keeps the old pods until the new ones serve', async () => {
    await client().patch(deployment('web', 2), deployment('web', 2, 'web:bad'));
    const half = await until(deployment('web', 2), 'status.replicas', 4);
    expect(at(half, 'status.conditions.0')).toMatchObject({
      status: 'False',
      reason: 'MinimumReplicasUnavailable',
    });
    await client().patch(deployment('web', 2), deployment('web', 2, 'web:2'));
    await until(deployment('web', 2), 'status.availableReplicas', 2);
    await until(deployment('web', 2), 'status.replicas', 2);
  });

  it('counts quotas and makes no pod beyond them', async () => {
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'q', namespace: 'team' },
      spec: { hard: { pods: '3', 'requests.cpu': '2', services: '5' } },
    };
    await client().create(quota);
    await client().patch(deployment('web', 5), { spec: { replicas: 5 } });
    const failed = await until(
      deployment('web', 5),
      'status.conditions.2.reason',
      'FailedCreate',
    );
    expect(at(failed, 'status.conditions.2.message')).toContain(
      'exceeded quota: q, requested: pods=1, used: pods=3, limited: pods=3',
    );
    await until(quota, 'status.used', {
      pods: '3',
      'requests.cpu': '750m',
      services: '1',
    });
  });

  it('removes pods with their deployment', async () => {
    await client().delete(deployment('web', 5));
    const { items } = await eventually(
      () =>
        client().request<{ items: unknown[] }>(
          'GET',
          '/api/v1/namespaces/team/pods',
        ),
      list => list.items.length === 0,
    );
    expect(items).toEqual([]);
  });

  it('says what is written down, for every parent, and when it changed', async () => {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'r', namespace: 'team' },
      spec: { parentRefs: [{ name: 'a' }, { name: 'b' }] },
    };
    await client().create(route);
    const said = await until(route, 'status.parents.1.parentRef.name', 'b');
    expect(at(said, 'status.parents')).toMatchObject([
      {
        parentRef: { name: 'a' },
        conditions: [
          {
            message: 'for r',
            observedGeneration: 1,
            lastTransitionTime: expect.stringMatching(/Z$/),
          },
        ],
      },
      { parentRef: { name: 'b' } },
    ]);
    await client().patch(route, { spec: { parentRefs: [{ name: 'a' }] } });
    await until(route, 'status.parents.0.conditions.0.observedGeneration', 2);
  });
});
