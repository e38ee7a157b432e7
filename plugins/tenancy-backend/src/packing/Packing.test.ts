import {
  grouped,
  type KubernetesObject,
  lastValue,
  ManagedPathsReader,
  managersOf,
  refOf,
  rememberManagers,
  type SnapshotChange,
  SnapshotIndex,
  type SnapshotQuery,
} from '@groundwork/engine';
import fc from 'fast-check';
import { isShelved } from './isShelved';
import { Packing } from './Packing';

const TENANT = 'example.com/tenant';
const KINDS = [
  { apiVersion: 'v1', group: '', kind: 'Pod' },
  { apiVersion: 'apps/v1', group: 'apps', kind: 'ReplicaSet' },
  {
    apiVersion: 'argoproj.io/v1alpha1',
    group: 'argoproj.io',
    kind: 'Application',
  },
];

const word = fc.constantFrom('a', 'b', 'c');
const anything = fc.jsonValue({ maxDepth: 3 });
const labels = fc.dictionary(fc.constantFrom(TENANT, 'app'), word);

const object: fc.Arbitrary<KubernetesObject> = fc
  .record(
    {
      which: fc.constantFrom(...KINDS),
      metadata: fc.record(
        {
          annotations: fc.dictionary(fc.string(), fc.string()),
          creationTimestamp: fc.string(),
          labels,
          name: word,
          namespace: word,
          resourceVersion: fc.string(),
          uid: fc.string(),
        },
        { requiredKeys: ['name'] },
      ),
      spec: anything,
      status: anything,
      data: anything,
    },
    { requiredKeys: ['which', 'metadata'] },
  )
  // Numbers such as -0, which JSON does not have, come from no API server.
  .map(({ which: { apiVersion, kind }, metadata, ...rest }) =>
    JSON.parse(JSON.stringify({ apiVersion, kind, metadata, ...rest })),
  );

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('put' as const), object }),
  },
  fc.record({ type: fc.constant('remove' as const), object }),
  fc.record({ type: fc.constant('read' as const), object }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('round' as const) }) },
  fc.record({
    type: fc.constant('partOfRound' as const),
    steps: fc.nat(4),
  }),
);

const queries: SnapshotQuery[] = KINDS.flatMap(({ group, kind }) => {
  const all = { cluster: 'one', group, kind };
  const own = { matchLabels: { [TENANT]: 'a' } };
  return [
    all,
    { ...all, labels: own },
    { ...all, name: 'b' },
    { ...all, namespace: 'a' },
    { ...all, namespace: 'a', labels: own },
    { ...all, namespace: 'b', labels: { matchLabels: { app: 'b' } } },
    { ...all, namespace: 'c', name: 'a' },
  ];
});

function emptyIndex(packing?: Packing): SnapshotIndex {
  const index = new SnapshotIndex([TENANT], id =>
    packing && isShelved(id) ? packing.shelvesOf(id) : undefined,
  );
  index.setCluster('one', { value: [], asOf: 0, source: 'cluster one' });
  return index;
}

function round(packing: Packing, steps = Number.POSITIVE_INFINITY): void {
  const running = packing.round();
  for (let i = 0; i < steps && !running.next().done; i += 1) {
    // Each step does something.
  }
}

const keysOf = ({ metadata, spec }: KubernetesObject) => [
  String(metadata.labels?.app),
  String(JSON.stringify(spec)?.length),
];

const textOf = (value: unknown) => JSON.stringify(value);

/** What an index answers, in an order that is the same wherever the objects are put. */
function answers(index: SnapshotIndex) {
  return queries.map(query => {
    const list = lastValue(index.list(query)) ?? [];
    const groups = grouped(list, 'app and length', keysOf);
    const identities = [...(index.held(query)?.identities() ?? [])];
    return {
      query,
      texts: list.map(textOf).sort(),
      list: [...list].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1)),
      groups: [...groups.keys()]
        .sort()
        .map(key => [key, groups.get(key).map(textOf).sort()]),
      identities: identities
        .map(({ namespace, name, uid, resourceVersion }) =>
          textOf([namespace, name, uid, resourceVersion]),
        )
        .sort(),
      size: index.held(query)?.size,
    };
  });
}

describe('objects that are packed and unpacked', () => {
  it('are the same for every question, group and change', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const packing = new Packing({ least: 0 });
        const packed = emptyIndex(packing);
        const plain = emptyIndex();
        const befores: Array<[packed: unknown, plain: unknown]> = [];
        for (const each of steps) {
          if (each.type === 'round') {
            round(packing);
          } else if (each.type === 'partOfRound') {
            round(packing, each.steps);
          } else {
            const { type, object: came } = each;
            const ref = refOf('one', came);
            const of = (index: SnapshotIndex) =>
              JSON.stringify(lastValue(index.list(ref)));
            befores.push([of(packed), of(plain)]);
            const change = (kept: KubernetesObject): SnapshotChange[] => {
              if (type === 'read') {
                return [];
              }
              return type === 'put'
                ? [{ type, cluster: 'one', object: kept }]
                : [{ type, ref }];
            };
            packed.apply(change(packing.packable(came)));
            plain.apply(change(came));
          }
        }
        expect(befores.map(([each]) => each)).toEqual(
          befores.map(([, each]) => each),
        );
        expect(answers(packed)).toEqual(answers(plain));
      }),
    );
  });

  it('look as they came: the same fields in the same order, also in copies', () => {
    fc.assert(
      fc.property(object, fc.array(fc.boolean()), (came, reads) => {
        const packing = new Packing({ least: 0 });
        const kept = packing.packable(came);
        const texts = reads.flatMap(isRead => {
          round(packing);
          return isRead ? [JSON.stringify(kept)] : [];
        });
        expect(texts.filter(each => each !== JSON.stringify(came))).toEqual([]);
        expect({ ...kept, metadata: { ...kept.metadata } }).toEqual(came);
        expect(Object.keys(kept)).toEqual(Object.keys(came));
        expect(Object.keys(kept.metadata)).toEqual(Object.keys(came.metadata));
        expect(structuredClone(kept)).toEqual(came);
        expect(kept).toStrictEqual(came);
      }),
    );
  });
});

/** Of a kind that is on no shelf. */
const widget = (name: string, note = 'x'.repeat(2_000)): KubernetesObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name, namespace: 'pay', uid: name, labels: { app: 'web' } },
  spec: { note },
});

describe('Packing', () => {
  it('keeps who an object is: lists, WeakMaps and who manages its fields', () => {
    const packing = new Packing();
    const index = emptyIndex();
    const kept = packing.packable(widget('web'));
    const managers = new ManagedPathsReader().read([
      { manager: 'me', operation: 'Apply', fieldsV1: { 'f:spec': {} } },
    ]);
    rememberManagers(kept, managers);
    index.apply([{ type: 'put', cluster: 'one', object: kept }]);
    const query = { cluster: 'one', group: 'example.com', kind: 'Widget' };
    const before = lastValue(index.list(query));

    round(packing);
    round(packing);

    const [again] = lastValue(index.list(query)) ?? [];
    expect(lastValue(index.list(query))).toBe(before);
    expect(again).toBe(kept);
    expect(managersOf(again)).toBe(managers);
    expect(again).toEqual(widget('web'));
  });

  it('packs what was not read since the round before, and unpacks nothing for names', () => {
    const packing = new Packing();
    const kept = packing.packable(widget('web'));
    const before = kept.spec;
    round(packing);
    expect(kept.spec).toBe(before);
    round(packing);
    round(packing);

    expect(kept.metadata.name).toBe('web');
    expect(kept.metadata.uid).toBe('web');
    expect(packing.openSize).toBe(0);
    expect(kept.spec).toEqual(before);
    expect(kept.spec).not.toBe(before);
    expect(kept.spec).toBe(kept.spec);
    expect(packing.openSize).toBeGreaterThan(2_000);
    round(packing);
    expect(packing.openSize).toBeGreaterThan(2_000);
    round(packing);
    expect(packing.openSize).toBe(0);
    expect(kept.spec).toEqual(before);
  });

  it('leaves small objects as they are, and giants', () => {
    const packing = new Packing();
    const small = widget('web', 'x');
    expect(packing.packable(small)).toBe(small);
    expect(packing.hasWork).toBe(false);
    const giant = packing.packable(widget('web', 'x'.repeat(3_000_000)));
    round(packing);
    expect((giant.spec as { note: string }).note).toHaveLength(3_000_000);
    expect(packing.openSize).toBe(0);
  });

  it('holds no more unpacked than it may, once a turn is over', async () => {
    const most = 20_000;
    const packing = new Packing({ most });
    const kept = Array.from({ length: 100 }, (_, i) =>
      packing.packable(widget(`p-${i}`, String(i).repeat(1_500))),
    );
    round(packing);
    const first = kept.map(({ spec }) => spec);

    // While a turn lasts, a field that is looked at again is the same one.
    kept.forEach(({ spec }, i) => expect(spec).toBe(first[i]));
    await new Promise(setImmediate);
    expect(packing.openSize).toBeLessThanOrEqual(most);
    expect(kept.map(({ spec }) => spec)).toEqual(first);
  });

  it('packs the status alone of what is looked at in all namespaces', () => {
    const packing = new Packing();
    const kept = packing.packable({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: { project: 'pay' },
      status: { resources: 'x'.repeat(2_000) },
    });
    round(packing);
    expect(kept.spec).toEqual({ project: 'pay' });
    expect(kept.metadata.labels).toEqual({ app: 'web' });
    expect(packing.openSize).toBe(0);
    expect(kept.status).toEqual({ resources: 'x'.repeat(2_000) });
    expect(packing.openSize).toBeGreaterThan(2_000);
  });

  describe('packs as it is read while a round goes on', () => {
    const all = (steps: Iterable<void>) => {
      for (const _ of steps) {
        // Each step does something.
      }
    };
    const large = (i: number) => widget(`w-${i}`, String(i).repeat(9_000));
    const read = (packing: Packing) =>
      Array.from({ length: 20 }, (_, i) => packing.packable(large(i)));

    it.each(['the round', 'the reader'])('and %s began', first => {
      const packing = new Packing({ many: 0 });
      const kept = read(packing);
      const works = [packing.round(), packing.pack(kept)];
      if (first === 'the reader') {
        works.reverse();
      }
      works[0].next();
      all(works[1]);
      all(works[0]);
      expect(kept).toEqual(kept.map((_, i) => large(i)));
    });
  });

  it('leaves objects as they are whose fields have ever new names', () => {
    const packing = new Packing({ least: 0 });
    const odd = Array.from({ length: 1_200 }, (_, i) => ({
      ...widget('web'),
      [`field-${i}`]: i,
    }));
    const kept = odd.map(each => packing.packable(each));
    expect(kept[0]).not.toBe(odd[0]);
    expect(kept[1_199]).toBe(odd[1_199]);
    round(packing);
    expect(kept).toEqual(odd);
  });
});
