import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeYaml } from '@groundwork/engine';
import { kubeconfigOf } from './testing/kubeconfigOf';
import { CheckoutWorld } from './testing/checkoutWorld';

// Jest loads packages with `require` alone.
jest.mock('./live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

const definition = (group: string, kind: string, properties: object) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${kind.toLowerCase()}s.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { kind, plural: `${kind.toLowerCase()}s` },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', properties } },
          },
        },
      },
    ],
  },
});

const object = (apiVersion: string, kind: string, spec: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'mine' },
  spec,
});

describe('groundwork check --kubeconfig', () => {
  let world: CheckoutWorld;
  let server: Server;

  beforeEach(async () => {
    const crds = '/apis/apiextensions.k8s.io/v1';
    const answers: Record<string, unknown> = {
      '/api/v1': { resources: [] },
      '/apis': {
        groups: [
          { name: 'apiextensions.k8s.io', versions: [{ version: 'v1' }] },
          { name: 'example.com', versions: [{ version: 'v1' }] },
          { name: 'route.openshift.io', versions: [{ version: 'v1' }] },
        ],
      },
      [crds]: { resources: [{ name: 'customresourcedefinitions' }] },
      [`${crds}/customresourcedefinitions`]: {
        items: [
          definition('example.com', 'Bucket', { size: { type: 'integer' } }),
        ],
      },
    };
    server = createServer(({ url = '' }, response) => {
      const answer = answers[url.split('?')[0]];
      response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer ?? {}));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    world = new CheckoutWorld();
    const { port } = server.address() as AddressInfo;
    world.put(
      'kubeconfig.yaml',
      kubeconfigOf({ 'spoke-dev': `http://127.0.0.1:${port}` }),
    );
  });

  afterEach(async () => {
    world.remove();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  /** What is said of an object in the platform's directory of a tenant, and of nothing else. */
  async function saidOf(...objects: object[]) {
    world.put(
      'platform/dev/pay/cluster/more.yaml',
      objects.map(each => writeYaml(each)).join('---\n'),
    );
    const said = await world.said(
      '--kubeconfig',
      world.path('kubeconfig.yaml'),
    );
    return said
      .filter(line => line.includes('/more.yaml'))
      .map(line => line.split(' ').slice(0, 2).join(' '));
  }

  it('judges by the definitions that the cluster has', async () => {
    expect(
      await saidOf(object('example.com/v1', 'Bucket', { size: 3 })),
    ).toEqual([]);
    expect(
      await saidOf(object('example.com/v1', 'Bucket', { size: 'three' })),
    ).toEqual(['error WrongType']);
    expect(await saidOf(object('example.com/v1', 'Topic', {}))).toEqual([
      'error NotServed',
    ]);
  });

  it('judges by those that are about to be applied', async () => {
    const topics = definition('example.com', 'Topic', {
      name: { type: 'string' },
    });
    expect(
      await saidOf(
        topics,
        object('example.com/v1', 'Topic', { name: 'orders' }),
      ),
    ).toEqual([]);
    expect(
      await saidOf(topics, object('example.com/v1', 'Topic', { name: 3 })),
    ).toEqual(['error WrongType']);
  });

  it('takes nothing that an aggregated API server serves for missing', async () => {
    expect(await saidOf(object('route.openshift.io/v1', 'Route', {}))).toEqual(
      [],
    );
  });
});
