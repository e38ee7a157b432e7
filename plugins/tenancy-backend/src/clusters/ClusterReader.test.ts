import { isKnown, type KubernetesObject } from '@groundwork/engine';
import {
  namespace,
  namespaces,
  ReadCluster,
  until,
} from '../__testUtils__/ReadCluster';
import { definitionsOf } from './definitionObject';
import { Schemas } from '../preview/Schemas';

jest.setTimeout(20_000);

describe('ClusterReader', () => {
  let read: ReadCluster;

  beforeEach(async () => {
    read = await ReadCluster.create();
  });

  afterEach(() => read.stop());

  it('answers at once that nothing is known yet, and soon what there is', async () => {
    read.cluster.put(namespace('a'));
    read.start();
    expect(read.names()).toBe('notWatched');
    expect(read.snapshot.sources()).toEqual([
      {
        source: 'cluster one',
        kind: 'cluster',
        problem: {
          unknown: 'notWatched',
          message: 'is being read for the first time',
          since: expect.any(Number),
        },
      },
    ]);

    await until(() => read.snapshot.sources()[0].problem === undefined);

    expect(read.names()).toEqual(['a']);
    expect(read.snapshot.sources()).toEqual([
      { source: 'cluster one', kind: 'cluster', asOf: expect.any(Number) },
    ]);
  });

  it('follows what comes, changes and goes, and tells each change', async () => {
    read.start();
    await until(() => read.snapshot.sources()[0].problem === undefined);
    const changes: unknown[] = [];
    read.snapshot.subscribe(({ object }) => {
      if (object) {
        changes.push(object.metadata.name);
      }
    });

    read.cluster.put(namespace('a'));
    read.cluster.put(namespace('b'));
    await until(() => read.names().length === 2);
    read.cluster.remove(namespace('a'));
    await until(() => read.names()[0] === 'b');

    expect(read.names()).toEqual(['b']);
    expect(changes).toEqual(['a', 'b', 'a']);
  });

  it('reads long lists page by page', async () => {
    for (let i = 0; i < 1201; i++) {
      read.cluster.put(namespace(`n${i}`));
    }
    read.start(5000);

    await until(() => read.names() !== 'notWatched');
    expect(read.names()).toHaveLength(1201);
  });

  it('asks for fewer at once where objects are long, and for the rest of the list', async () => {
    for (let i = 0; i < 40; i++) {
      read.cluster.put({ ...namespace(`n${i}`), data: 'x'.repeat(500_000) });
    }
    read.start(5000);

    await until(() => read.names() !== 'notWatched');
    expect(read.names()).toHaveLength(40);
    expect(
      read.cluster.requests.filter(({ url }) =>
        /namespaces\?limit=4/.test(url),
      ),
    ).toHaveLength(10);

    // What fits is known by now.
    await until(() =>
      read.cluster.requests.some(({ url }) => /namespaces.*watch/.test(url)),
    );
    read.cluster.requests.length = 0;
    read.cluster.send('v1', 'Namespace', {
      type: 'ERROR',
      object: { kind: 'Status', code: 410, message: 'too old', metadata: {} },
    });
    const lists = () =>
      read.cluster.requests.filter(({ url }) => /namespaces\?limit/.test(url));
    await until(() => lists().length > 10);
    expect(lists()[0].url).toMatch(/limit=20$/);
  });

  it('passes over an object that nests without end', async () => {
    let deep: unknown = 1;
    for (let i = 0; i < 1000; i++) {
      deep = [deep];
    }
    read.cluster.put({ ...namespace('deep'), spec: { deep } });
    read.cluster.put(namespace('a'));
    read.start();

    await until(() => read.names()[0] === 'a');
    expect(read.names()).toEqual(['a']);
  });

  it('leaves out what nobody reads', async () => {
    read.cluster.put({
      ...namespace('a'),
      metadata: {
        name: 'a',
        managedFields: [{ manager: 'kubectl' }],
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          owner: 'me',
        },
      },
    });
    read.start();
    await until(() => read.names()[0] === 'a');

    const known = read.snapshot.list(namespaces);
    expect(isKnown(known) && known.value[0].metadata).toEqual({
      name: 'a',
      uid: '/a',
      annotations: { owner: 'me' },
      resourceVersion: expect.any(String),
    });
  });

  it('passes over what is no object, and knows the rest', async () => {
    const broken = [null, 3, {}, { metadata: null }, { metadata: { name: 4 } }];
    read.cluster.fault = url =>
      url.startsWith('/api/v1/namespaces?limit')
        ? {
            status: 200,
            body: {
              metadata: { resourceVersion: '1' },
              items: [
                ...broken,
                { metadata: { name: 'a', labels: { team: 1, app: 'x' } } },
              ],
            },
          }
        : undefined;
    read.start();
    await until(() => read.names()[0] === 'a');
    await until(() =>
      read.cluster.requests.some(({ url }) => /namespaces.*watch/.test(url)),
    );
    broken.forEach(object =>
      read.cluster.send('v1', 'Namespace', { type: 'ADDED', object }),
    );
    read.cluster.put(namespace('b'));
    await until(() => read.names().length === 2);

    const known = read.snapshot.list(namespaces);
    expect(isKnown(known) && known.value[0].metadata.labels).toEqual({
      app: 'x',
    });
    await until(() => read.snapshot.sources()[0].problem === undefined);
    expect(read.snapshot.findings()).toMatchObject([
      {
        code: 'ObjectUnreadable',
        severity: 'warning',
        message: expect.stringMatching(/of kind Namespace in cluster one/),
      },
    ]);
  });

  it('concludes nothing from definitions that it could not read', async () => {
    const crd = (name: string, spec: object): KubernetesObject => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name },
      spec,
    });
    let deep: unknown = 1;
    for (let i = 0; i < 1000; i++) {
      deep = [deep];
    }
    read.cluster.put(crd('httproutes.gateway.networking.k8s.io', { deep }));
    read.cluster.put(crd('rollouts.argoproj.io', { group: 4 }));
    read.start();
    const definitions = {
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
    };
    await until(() => read.names(definitions)[0] === 'rollouts.argoproj.io');

    const { schemas } = new Schemas(read.snapshot).of('one');
    expect(
      schemas.find('gateway.networking.k8s.io/v1', 'HTTPRoute'),
    ).toHaveProperty('noSchema');
    expect(schemas.find('argoproj.io/v1alpha1', 'Rollout')).toHaveProperty(
      'noSchema',
    );
    expect(schemas.find('cert-manager.io/v1', 'Certificate')).toHaveProperty(
      'notServed',
    );
  });

  it('takes nothing that an aggregated API server serves for missing', async () => {
    read.cluster.aggregate({
      group: 'route.openshift.io',
      version: 'v1',
      kind: 'Route',
      plural: 'routes',
    });
    read.start();
    await until(() => read.snapshot.sources()[0].problem === undefined);

    const { schemas } = new Schemas(read.snapshot).of('one');
    expect(schemas.find('route.openshift.io/v1', 'Route')).toHaveProperty(
      'noSchema',
    );
    expect(
      schemas.find('apps.openshift.io/v1', 'DeploymentConfig'),
    ).toHaveProperty('notServed');
  });

  it('keeps of a definition what it serves, and of foreign ones no schema', async () => {
    const crd = (group: string): KubernetesObject => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `things.${group}` },
      spec: {
        group,
        names: { kind: 'Thing', plural: 'things' },
        versions: [
          {
            name: 'v1',
            served: true,
            schema: { openAPIV3Schema: { type: 'object' } },
          },
        ],
      },
    });
    read.cluster.put(crd('foreign.example.com'));
    read.cluster.put(crd('argoproj.io'));
    read.start();
    const definitions = {
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
    };
    await until(() => read.names(definitions).length === 2);

    const known = read.snapshot.list({ cluster: 'one', ...definitions });
    const kept = isKnown(known) ? known.value : [];
    expect(kept.map(({ spec }) => spec)).toEqual([undefined, undefined]);
    expect(definitionsOf(kept)).toMatchObject([
      { group: 'foreign.example.com', versions: [{ schema: 'leftOut' }] },
      { group: 'argoproj.io', versions: [{ schema: { root: {} } }] },
    ]);
  });

  it('says which kinds the cluster lacks, and picks them up when they are installed', async () => {
    const route = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' };
    read.start();
    // All is read: what is in the first list of definitions is none that comes later.
    await until(() => read.snapshot.sources()[0].problem === undefined);
    expect(read.names(route)).toBe('notServed');

    read.cluster.put({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'web', namespace: 'a' },
    });
    read.cluster.serve({ ...route, version: 'v1', plural: 'httproutes' });

    await until(() => Array.isArray(read.names(route)));
    expect(read.names(route)).toEqual(['web']);
  });
});
