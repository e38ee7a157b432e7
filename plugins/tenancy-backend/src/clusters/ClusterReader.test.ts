import { mockServices } from '@backstage/backend-test-utils';
import {
  isKnown,
  type KubernetesObject,
  watchedKinds,
} from '@groundwork/engine';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import type { ClusterConnection } from './ClusterConnection';
import { ClusterReader } from './ClusterReader';
import { customResourceDefinitions } from './customResourceDefinitions';
import { definitionsOf } from './definitionObject';
import { LIVENESS, type Liveness } from './liveness';
import { LiveSnapshot } from './LiveSnapshot';
import { Schemas } from '../preview/Schemas';

const namespaces = { cluster: 'one', group: '', kind: 'Namespace' };

function namespace(name: string, labels = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

jest.setTimeout(20_000);

describe('ClusterReader', () => {
  let cluster: FakeCluster;
  let snapshot: LiveSnapshot;
  let reader: ClusterReader;

  async function until(check: () => boolean): Promise<void> {
    const end = Date.now() + 8000;
    while (!check()) {
      if (Date.now() > end) {
        throw new Error('it did not happen in time');
      }
      await new Promise(resolve => {
        setTimeout(resolve, 10);
      });
    }
  }

  function names(query: { group: string; kind: string } = namespaces) {
    const known = snapshot.list({ cluster: 'one', ...query });
    return isKnown(known)
      ? known.value.map(({ metadata }) => metadata.name).sort()
      : known.unknown;
  }

  let frozen = false;

  /** Connections to a frozen server stay open, and nothing comes. */
  function silence(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  }

  function start(maxObjects = 1000, liveness?: Liveness): void {
    const connection: ClusterConnection = {
      cluster: 'one',
      async get(path, { signal }) {
        if (frozen) {
          return silence(signal);
        }
        const response = await fetch(`${cluster.url}${path}`, { signal });
        return {
          status: response.status,
          body: (async function* body() {
            yield* response.body ?? [];
          })(),
        };
      },
    };
    reader = new ClusterReader({
      connection,
      kinds: [...watchedKinds, customResourceDefinitions],
      snapshot,
      logger: mockServices.logger.mock(),
      maxObjects,
      liveness,
    });
    reader.start();
  }

  beforeEach(async () => {
    frozen = false;
    cluster = await FakeCluster.start();
    snapshot = new LiveSnapshot({ labels: [] });
  });

  afterEach(async () => {
    reader.stop();
    await cluster.stop();
  });

  it('answers at once that nothing is known yet, and soon what there is', async () => {
    cluster.put(namespace('a'));
    start();
    expect(names()).toBe('notWatched');
    expect(snapshot.sources()).toEqual([
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

    await until(() => snapshot.sources()[0].problem === undefined);

    expect(names()).toEqual(['a']);
    expect(snapshot.sources()).toEqual([
      { source: 'cluster one', kind: 'cluster', asOf: expect.any(Number) },
    ]);
  });

  it('follows what comes, changes and goes, and tells each change', async () => {
    start();
    await until(() => snapshot.sources()[0].problem === undefined);
    const changes: unknown[] = [];
    snapshot.subscribe(({ object }) => {
      if (object) {
        changes.push(object.metadata.name);
      }
    });

    cluster.put(namespace('a'));
    cluster.put(namespace('b'));
    await until(() => names().length === 2);
    cluster.remove(namespace('a'));
    await until(() => names()[0] === 'b');

    expect(names()).toEqual(['b']);
    expect(changes).toEqual(['a', 'b', 'a']);
  });

  it('reads long lists page by page', async () => {
    for (let i = 0; i < 1201; i++) {
      cluster.put(namespace(`n${i}`));
    }
    start(5000);

    await until(() => names() !== 'notWatched');
    expect(names()).toHaveLength(1201);
  });

  it('asks for fewer at once where objects are long, and for the rest of the list', async () => {
    for (let i = 0; i < 40; i++) {
      cluster.put({ ...namespace(`n${i}`), data: 'x'.repeat(500_000) });
    }
    start(5000);

    await until(() => names() !== 'notWatched');
    expect(names()).toHaveLength(40);
    expect(
      cluster.requests.filter(({ url }) => /namespaces\?limit=4/.test(url)),
    ).toHaveLength(10);
  });

  it('passes over an object that nests without end', async () => {
    let deep: unknown = 1;
    for (let i = 0; i < 1000; i++) {
      deep = [deep];
    }
    cluster.put({ ...namespace('deep'), spec: { deep } });
    cluster.put(namespace('a'));
    start();

    await until(() => names()[0] === 'a');
    expect(names()).toEqual(['a']);
  });

  it('leaves out what nobody reads', async () => {
    cluster.put({
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
    start();
    await until(() => names()[0] === 'a');

    const known = snapshot.list(namespaces);
    expect(isKnown(known) && known.value[0].metadata).toEqual({
      name: 'a',
      uid: '/a',
      annotations: { owner: 'me' },
      resourceVersion: expect.any(String),
    });
  });

  it('passes over what is no object, and knows the rest', async () => {
    const broken = [null, 3, {}, { metadata: null }, { metadata: { name: 4 } }];
    cluster.fault = url =>
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
    start();
    await until(() => names()[0] === 'a');
    await until(() =>
      cluster.requests.some(({ url }) => /namespaces.*watch/.test(url)),
    );
    broken.forEach(object =>
      cluster.send('v1', 'Namespace', { type: 'ADDED', object }),
    );
    cluster.put(namespace('b'));
    await until(() => names().length === 2);

    const known = snapshot.list(namespaces);
    expect(isKnown(known) && known.value[0].metadata.labels).toEqual({
      app: 'x',
    });
    expect(snapshot.sources()[0].problem).toBeUndefined();
    expect(snapshot.findings()).toMatchObject([
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
    cluster.put(crd('httproutes.gateway.networking.k8s.io', { deep }));
    cluster.put(crd('rollouts.argoproj.io', { group: 4 }));
    start();
    const definitions = {
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
    };
    await until(() => names(definitions)[0] === 'rollouts.argoproj.io');

    const { schemas } = new Schemas(snapshot).of('one');
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
    cluster.put(crd('foreign.example.com'));
    cluster.put(crd('argoproj.io'));
    start();
    const definitions = {
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
    };
    await until(() => names(definitions).length === 2);

    const known = snapshot.list({ cluster: 'one', ...definitions });
    const kept = isKnown(known) ? known.value : [];
    expect(kept.map(({ spec }) => spec)).toEqual([undefined, undefined]);
    expect(definitionsOf(kept)).toMatchObject([
      { group: 'foreign.example.com', versions: [{ schema: 'leftOut' }] },
      { group: 'argoproj.io', versions: [{ schema: { root: {} } }] },
    ]);
  });

  it('says which kinds the cluster lacks, and picks them up when they are installed', async () => {
    const route = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' };
    start();
    await until(() => names() !== 'notWatched');
    expect(names(route)).toBe('notServed');

    cluster.put({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'web', namespace: 'a' },
    });
    cluster.serve({ ...route, version: 'v1', plural: 'httproutes' });

    await until(() => Array.isArray(names(route)));
    expect(names(route)).toEqual(['web']);
  });

  it('reads everything anew when the server has forgotten where the watch was', async () => {
    cluster.put(namespace('a'));
    start();
    await until(() => names()[0] === 'a');
    cluster.send('v1', 'Namespace', {
      type: 'ERROR',
      object: { kind: 'Status', code: 410, message: 'too old', metadata: {} },
    });
    cluster.put(namespace('b'));

    await until(() => names().length === 2);
    expect(snapshot.sources()[0].problem).toBeUndefined();
  });

  it('goes on where it was when the server ends a watch', async () => {
    cluster.put(namespace('a'));
    start();
    await until(() => names()[0] === 'a');
    await until(() =>
      cluster.requests.some(({ url }) => /namespaces.*watch/.test(url)),
    );
    cluster.requests.length = 0;
    cluster.endWatches();

    await until(() =>
      cluster.requests.some(({ url }) => /namespaces.*watch/.test(url)),
    );
    expect(
      cluster.requests.filter(({ url }) => /namespaces\?limit/.test(url)),
    ).toEqual([]);
    cluster.put(namespace('b'));
    await until(() => names().length === 2);
  });

  it('keeps what it last knew while the cluster is away, says since when, and recovers', async () => {
    cluster.put(namespace('a'));
    start();
    await until(() => names()[0] === 'a');
    await cluster.stop();

    await until(() => names() === 'unreachable');
    expect(snapshot.list(namespaces)).toMatchObject({
      unknown: 'unreachable',
      last: { value: [{ metadata: { name: 'a' } }], asOf: expect.any(Number) },
    });
    const [source] = snapshot.sources();
    expect(source.problem).toMatchObject({
      unknown: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });

    cluster.put(namespace('b'));
    await cluster.listen();
    await until(() => names().length === 2);
    await until(() => snapshot.sources()[0].problem === undefined);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [429, 'timeout'],
  ])('names a refusal with status %s %s', async (status, unknown) => {
    cluster.fault = url =>
      url.startsWith('/api/v1/pods')
        ? { status, body: { kind: 'Status', message: 'no' } }
        : undefined;
    start();

    await until(() => names({ group: '', kind: 'Pod' }) === unknown);
    expect(names()).toEqual([]);
    expect(snapshot.sources()[0].problem).toMatchObject({
      unknown,
      message: expect.stringContaining('Pod'),
    });
  });

  it('notices a cluster that froze, though no connection broke', async () => {
    cluster.put(namespace('a'));
    start(1000, { silence: 200, answer: 100 });
    await until(() => names()[0] === 'a');
    frozen = true;
    const since = Date.now();

    await until(() => names() === 'timeout');
    expect(Date.now() - since).toBeLessThan(3000);
    expect(snapshot.list(namespaces)).toMatchObject({
      last: { value: [{ metadata: { name: 'a' } }] },
    });
    expect(LIVENESS.silence + 2 * LIVENESS.answer).toBeLessThan(15_000);
  });

  it('takes a refusal for a sign of life', async () => {
    cluster.put(namespace('a'));
    start(1000, { silence: 50, answer: 50 });
    await until(() => names()[0] === 'a');
    cluster.fault = url =>
      url === '/version' ? { status: 403, body: { message: 'no' } } : undefined;
    await until(
      () => cluster.requests.filter(({ url }) => url === '/version').length > 3,
    );

    expect(names()).toEqual(['a']);
  });

  it('keeps no more objects than it may', async () => {
    for (let i = 0; i < 11; i++) {
      cluster.put(namespace(`n${i}`));
    }
    start(10);

    await until(() => names() !== 'notWatched');
    expect(names()).toBe('overLimit');
  });
});
