import fc from 'fast-check';
import { KubernetesObject, Selector, SnapshotQuery, lastValue } from '../model';
import { arraySnapshot } from './arraySnapshot';
import { compile } from './compile';
import { matchesSelector } from './selector';
import type { Shelf } from './shelf';
import { SnapshotChange, SnapshotIndex } from './snapshotIndex';

const clusters = ['east', 'west'];
const kinds = [
  { group: '', kind: 'Pod' },
  { group: 'apps', kind: 'Deployment' },
];
const apiVersions: Record<string, string> = {
  Pod: 'v1',
  Deployment: 'apps/v1',
};

const labels = fc.dictionary(
  fc.constantFrom('tenant', 'app'),
  fc.constantFrom('a', 'b'),
  { maxKeys: 2 },
);

const object: fc.Arbitrary<KubernetesObject> = fc
  .record({
    kind: fc.constantFrom('Pod', 'Deployment'),
    name: fc.constantFrom('x', 'y', 'z'),
    namespace: fc.constantFrom('n', 'm', undefined),
    labels,
    spec: fc.nat(3),
  })
  .map(({ kind, name, namespace, labels: own, spec }) => ({
    apiVersion: apiVersions[kind],
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: own,
    },
    spec,
  }));

const step = fc.record({
  cluster: fc.constantFrom(...clusters),
  object,
  type: fc.constantFrom('put', 'remove'),
});

const selector: fc.Arbitrary<Selector> = fc.record(
  {
    matchLabels: labels,
    matchExpressions: fc.array(
      fc.record({
        key: fc.constantFrom('tenant', 'app'),
        operator: fc.constantFrom(
          'In' as const,
          'NotIn' as const,
          'Exists' as const,
          'DoesNotExist' as const,
        ),
        values: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

const query: fc.Arbitrary<SnapshotQuery> = fc
  .record(
    {
      cluster: fc.constantFrom(...clusters),
      of: fc.constantFrom(...kinds),
      namespace: fc.constantFrom('n', 'm'),
      name: fc.constantFrom('x', 'y'),
      labels: selector,
    },
    { requiredKeys: ['cluster', 'of'] },
  )
  .map(({ of: kind, ...rest }) => ({ ...kind, ...rest }));

function wholeOf({ cluster, group, kind }: SnapshotQuery): SnapshotQuery {
  return { cluster, group, kind };
}

/** Gives copies of all that is on it each time that it was closed. */
class CopyingShelf implements Shelf {
  readonly #onClosed: () => void;
  #objects = new Map<string, KubernetesObject>();
  #list: KubernetesObject[] | undefined;

  constructor(onClosed: () => void) {
    this.#onClosed = onClosed;
  }

  get size(): number {
    return this.#objects.size;
  }

  get(name: string): KubernetesObject | undefined {
    return this.#objects.get(name);
  }

  put(one: KubernetesObject): void {
    this.#objects.set(one.metadata.name, one);
    this.#list = undefined;
  }

  remove(name: string): void {
    this.#objects.delete(name);
    this.#list = undefined;
  }

  list(): readonly KubernetesObject[] {
    this.#list ??= [...this.#objects.values()];
    return this.#list;
  }

  settle(): void {
    this.close();
  }

  mayMatch(wanted: Selector): boolean {
    return this.list().some(({ metadata }) =>
      matchesSelector(wanted, metadata.labels),
    );
  }

  identities() {
    return this.list().map(({ metadata }) => metadata);
  }

  close(): void {
    const copies = [...this.#objects].map(
      ([name, one]): [string, KubernetesObject] => [name, structuredClone(one)],
    );
    this.#objects = new Map(copies);
    this.#list = undefined;
    this.#onClosed();
  }
}

describe('SnapshotIndex', () => {
  it('answers after changes as an index made anew does', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 20 }),
        fc.array(step, { maxLength: 20 }),
        fc.array(query, { minLength: 1, maxLength: 10 }),
        (before, after, queries) => {
          const index = compile(snapshotOf(before), {
            clusters,
            kinds,
            labels: ['tenant'],
          });
          index.apply(after.map(changeOf));
          const fresh = compile(snapshotOf([...before, ...after]), {
            clusters,
            kinds,
            labels: ['tenant'],
          });
          for (const question of queries) {
            expect(sorted(index.list(question))).toEqual(
              sorted(fresh.list(question)),
            );
          }
        },
      ),
    );
  });

  it('finds by labels exactly what a walk over all objects finds', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 20 }),
        query,
        (steps, question) => {
          const index = compile(snapshotOf(steps), {
            clusters,
            kinds,
            labels: ['tenant', 'app'],
          });
          const { cluster, group, kind, namespace, name } = question;
          const all = index.list({ cluster, group, kind });
          const walked = ('value' in all ? all.value : []).filter(
            ({ metadata }) =>
              (namespace === undefined || metadata.namespace === namespace) &&
              (name === undefined || metadata.name === name) &&
              matchesSelector(question.labels, metadata.labels),
          );
          expect(sorted(index.list(question))).toEqual(
            sorted({ value: walked }),
          );
        },
      ),
    );
  });

  it('answers the same whether objects are on shelves or not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(step, fc.constant('close' as const)), {
          maxLength: 30,
        }),
        fc.array(query, { minLength: 1, maxLength: 10 }),
        (steps, questions) => {
          const shelves: CopyingShelf[] = [];
          const shelved = new SnapshotIndex(['tenant'], () => onClosed => {
            const shelf = new CopyingShelf(onClosed);
            shelves.push(shelf);
            return shelf;
          });
          const plain = new SnapshotIndex(['tenant']);
          for (const each of steps) {
            if (each === 'close') {
              shelves.forEach(shelf => shelf.close());
            } else {
              [shelved, plain].forEach(index => index.apply([changeOf(each)]));
            }
          }
          for (const question of questions) {
            expect(sorted(shelved.list(question))).toEqual(
              sorted(plain.list(question)),
            );
            const names = (index: SnapshotIndex) =>
              [...(index.held(question)?.identities() ?? [])]
                .map(({ namespace, name }) => `${namespace}/${name}`)
                .sort();
            expect(names(shelved)).toEqual(names(plain));
            const shown = sorted(shelved.list(wholeOf(question)));
            const inAll = (shelved.namespaces(question) ?? []).flatMap(
              namespace =>
                lastValue(shelved.list({ ...wholeOf(question), namespace })) ??
                [],
            );
            expect(sorted({ value: inAll })).toEqual(shown);
            expect(shelved.held(question)?.size).toBe(
              plain.held(question)?.size,
            );
          }
        },
      ),
    );
  });

  it('lists of all namespaces what is on shelves now, once one closed', () => {
    const shelves: CopyingShelf[] = [];
    const index = new SnapshotIndex([], () => onClosed => {
      shelves.push(new CopyingShelf(onClosed));
      return shelves[0];
    });
    const pod = (name: string): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'n' },
    });
    const all = { cluster: 'east', group: '', kind: 'Pod' };
    index.setCluster('east', { value: [], asOf: 1, source: 'east' });
    index.apply([
      { type: 'put', cluster: 'east', object: pod('x') },
      { type: 'put', cluster: 'east', object: pod('y') },
    ]);
    const before = lastValue(index.list(all));
    expect(lastValue(index.list(all))).toBe(before);

    shelves[0].close();
    expect(index.namespaces(all)).toEqual(['n']);
    const [one] = lastValue(index.list({ ...all, namespace: 'n' })) ?? [];
    expect(lastValue(index.list(all))?.[0]).toBe(one);
    expect(one).not.toBe(before?.[0]);
  });

  it('stops knowing a kind that can no longer be read, and keeps the last answer', () => {
    const index = compile(snapshotOf([]), { clusters, kinds });
    index.apply([
      {
        type: 'answer',
        cluster: 'east',
        ...kinds[0],
        known: {
          unknown: 'timeout',
          source: 'cluster east',
          last: { value: [], asOf: 3 },
        },
      },
    ]);
    expect(index.list({ cluster: 'east', ...kinds[0] })).toEqual({
      unknown: 'timeout',
      source: 'cluster east',
      last: { value: [], asOf: 3 },
    });
    expect(index.list({ cluster: 'west', ...kinds[0] })).toMatchObject({
      value: [],
    });
  });

  it('takes an answer in steps, and answers as before until the last', () => {
    const pods = (count: number, name: string) =>
      Array.from({ length: count }, (_, i) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: `${name}-${i}`, namespace: 'n' },
      }));
    const change = (value: KubernetesObject[], asOf: number) => ({
      type: 'answer' as const,
      cluster: 'east',
      group: '',
      kind: 'Pod',
      known: { value, asOf, source: 'x' },
    });
    const index = new SnapshotIndex();
    const asked = { cluster: 'east', group: '', kind: 'Pod' };
    index.apply([change(pods(3, 'old'), 1)]);
    const before = index.list(asked);

    let steps = 0;
    for (const _ of index.applyInSteps(change(pods(1000, 'new'), 2))) {
      steps++;
      expect(index.list(asked)).toEqual(before);
    }

    expect(steps).toBeGreaterThan(3);
    const other = new SnapshotIndex();
    other.apply([change(pods(1000, 'new'), 2)]);
    expect(index.list(asked)).toEqual(other.list(asked));
  });

  it('does not know kinds it was not made for', () => {
    const index = compile(snapshotOf([]), { clusters, kinds });
    expect(
      index.list({ cluster: 'east', group: '', kind: 'Service' }),
    ).toMatchObject({ unknown: 'notWatched' });
  });
});

type Step = { cluster: string; object: KubernetesObject; type: string };

function changeOf({ cluster, object: item, type }: Step): SnapshotChange {
  const group = item.kind === 'Pod' ? '' : 'apps';
  const { namespace, name } = item.metadata;
  return type === 'put'
    ? { type: 'put', cluster, object: item }
    : {
        type: 'remove',
        ref: { cluster, group, kind: item.kind, namespace, name },
      };
}

function snapshotOf(steps: readonly Step[]) {
  const objects = new Map<string, Step>();
  for (const item of steps) {
    const { kind, metadata } = item.object;
    const key = [item.cluster, kind, metadata.namespace, metadata.name].join();
    if (item.type === 'put') {
      objects.set(key, item);
    } else {
      objects.delete(key);
    }
  }
  return arraySnapshot(
    clusters.map(cluster => ({
      cluster,
      objects: [...objects.values()]
        .filter(item => item.cluster === cluster)
        .map(item => item.object),
      asOf: 1,
    })),
  );
}

function sorted(known: { value?: readonly KubernetesObject[] } | object) {
  const value = 'value' in known ? known.value ?? [] : [];
  return value.map(item => JSON.stringify(item)).sort();
}
