import {
  type KubernetesObject,
  lastValue,
  ManagedPathsReader,
  managersOf,
  matchesSelector,
  rememberManagers,
  type Selector,
  SnapshotIndex,
} from '@groundwork/engine';
import fc from 'fast-check';
import { type Body, bodyOf } from './Body';
import { LabelMarks } from './LabelMarks';
import { Packing } from './Packing';

const pod = (name: string, more: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'pay', uid: `uid-${name}` },
  spec: { note: name.repeat(2_000) },
  ...more,
});

describe('a shelf', () => {
  function round(packing: Packing): void {
    for (const _ of packing.round()) {
      // Each step does something.
    }
  }

  const query = { cluster: 'one', group: '', kind: 'Pod' };
  const within = { ...query, namespace: 'pay' };

  function filled() {
    const packing = new Packing();
    const index = new SnapshotIndex([], id => packing.shelvesOf(id));
    index.setCluster('one', { value: [], asOf: 0, source: 'cluster one' });
    for (const name of ['a', 'b']) {
      const object = packing.packable(pod(name));
      index.apply([{ type: 'put', cluster: 'one', object }]);
    }
    const list = () => lastValue(index.list(within)) ?? [];
    return { packing, index, list };
  }

  it('folds what nobody looks at, and gives it anew when somebody does', () => {
    const { packing, list } = filled();
    const before = list();
    round(packing);
    expect(list()).toBe(before);
    round(packing);
    round(packing);
    expect(packing.hasWork).toBe(false);

    const after = list();
    expect(after).not.toBe(before);
    expect(after[0]).not.toBe(before[0]);
    expect(after).toEqual([pod('a'), pod('b')]);
    expect(list()).toBe(after);
    expect(packing.hasWork).toBe(true);
  });

  it('tells what is on it while it is folded', () => {
    const { packing, index } = filled();
    [1, 2].forEach(() => round(packing));
    const held = index.held(query);
    expect([...(held?.identities() ?? [])]).toEqual([
      pod('a').metadata,
      pod('b').metadata,
    ]);
    expect(held?.size).toBe(2);
    expect(packing.hasWork).toBe(false);
  });

  it('keeps who manages the fields of what it folds', () => {
    const { packing, list } = filled();
    const managers = new ManagedPathsReader().read([
      { manager: 'me', operation: 'Apply', fieldsV1: { 'f:spec': {} } },
    ]);
    rememberManagers(list()[1], managers);
    [1, 2, 3].forEach(() => round(packing));
    expect(packing.hasWork).toBe(false);
    expect(list().map(managersOf)).toEqual([undefined, managers]);
  });

  it('gives the same objects in its namespace as in all of them', () => {
    const { packing, index, list } = filled();
    const all = lastValue(index.list(query)) ?? [];
    [1, 2, 3].forEach(() => round(packing));
    const one = list();
    const again = lastValue(index.list(query)) ?? [];
    expect(again).not.toBe(all);
    again.forEach((object, at) => expect(object).toBe(one[at]));
  });

  it('is as it was for who holds what a kind had before it was listed anew', () => {
    const { packing, index } = filled();
    const held = index.held(query);
    [1, 2].forEach(() => round(packing));
    index.apply([
      {
        ...{ type: 'answer', ...query },
        known: { value: [], asOf: 1, source: 'cluster one' },
      },
    ]);
    expect(index.held(query)?.size).toBe(0);
    expect(held?.get('pay', 'b')).toEqual(pod('b'));
  });

  it('stays open with what cannot be packed', () => {
    const { packing, index, list } = filled();
    const object = pod('raw');
    index.apply([{ type: 'put', cluster: 'one', object }]);
    const before = list();
    [1, 2, 3].forEach(() => round(packing));
    expect(list()).toBe(before);
  });

  it('folds what was packed as it was read as soon as all of it is listed', () => {
    const packing = new Packing({ many: 0 });
    const index = new SnapshotIndex([], id => packing.shelvesOf(id));
    const read = [pod('a'), pod('b')].map(each => packing.packable(each));
    expect(packing.isMuch).toBe(true);
    for (const _ of packing.pack(read)) {
      // Each step is a part.
    }
    index.apply([
      {
        ...{ type: 'answer', ...query },
        known: { value: read, asOf: 1, source: 'cluster one' },
      },
    ]);
    round(packing);
    expect(packing.hasWork).toBe(false);
    const [a] = lastValue(index.list(within)) ?? [];
    expect(a).not.toBe(read[0]);
    expect(a).toEqual(pod('a'));
  });

  it('puts together what came one by one', () => {
    const packing = new Packing();
    const index = new SnapshotIndex([], id => packing.shelvesOf(id));
    const bodies: Array<Body | undefined> = [];
    for (let i = 0; i < 6; i += 1) {
      const object = packing.packable(pod(`p-${i}`, { spec: {} }));
      bodies.push(bodyOf(object));
      index.apply([{ type: 'put', cluster: 'one', object }]);
      round(packing);
    }
    const partsOf = () => new Set(bodies.map(body => body?.place?.part)).size;
    expect(partsOf()).toBe(6);
    round(packing);
    round(packing);
    expect(partsOf()).toBe(1);
    round(packing);
    expect(packing.hasWork).toBe(false);
    expect(index.held(query)?.get('pay', 'p-3')).toEqual(
      pod('p-3', { spec: {} }),
    );
  });

  it('holds nothing of what its index let go of', () => {
    const { packing, index } = filled();
    for (const name of ['a', 'b']) {
      const ref = { cluster: 'one', group: '', kind: 'Pod', namespace: 'pay' };
      index.apply([{ type: 'remove', ref: { ...ref, name } }]);
    }
    round(packing);
    expect(packing.hasWork).toBe(false);
  });

  it('is not looked at for labels that nothing on it has', () => {
    const { packing, index } = filled();
    const labelled = pod('c', {
      metadata: { ...pod('c').metadata, namespace: 'shop', labels: { a: 'b' } },
    });
    index.apply([
      { type: 'put', cluster: 'one', object: packing.packable(labelled) },
    ]);
    [1, 2].forEach(() => round(packing));
    const find = (a: string) =>
      lastValue(index.list({ ...query, labels: { matchLabels: { a } } }));
    expect(find('x')).toEqual([]);
    expect(packing.hasWork).toBe(false);
    expect(find('b')).toEqual([labelled]);
    expect(packing.hasWork).toBe(true);
  });
});

describe('LabelMarks', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd');
  const selector: fc.Arbitrary<Selector> = fc.record(
    {
      matchLabels: fc.dictionary(word, word, { maxKeys: 2 }),
      matchExpressions: fc.array(
        fc.record({
          key: word,
          operator: fc.constantFrom(
            'In' as const,
            'NotIn' as const,
            'Exists' as const,
            'DoesNotExist' as const,
          ),
          values: fc.array(word, { maxLength: 2 }),
        }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: [] },
  );

  it('never miss what a selector takes', () => {
    const labels = fc.dictionary(word, word, { maxKeys: 3 });
    fc.assert(
      fc.property(fc.array(labels), labels, selector, (all, last, wanted) => {
        const marks = new LabelMarks();
        all.forEach(each => marks.add(each));
        const other = new LabelMarks();
        other.add(last);
        marks.addAll(other);
        const isTaken = [...all, last].some(each =>
          matchesSelector(wanted, each),
        );
        expect(isTaken && !marks.mayMatch(wanted)).toBe(false);
      }),
    );
  });

  it('mostly tell what is not there', () => {
    const marks = new LabelMarks();
    marks.add({ 'app.kubernetes.io/name': 'web', tenant: 'pay', app: 'web' });
    const others = Array.from({ length: 1_000 }, (_, i) => `app-${i}`);
    const byValue = others.filter(app =>
      marks.mayMatch({ matchLabels: { app } }),
    );
    const byKey = others.filter(key =>
      marks.mayMatch({ matchExpressions: [{ key, operator: 'Exists' }] }),
    );
    expect(byValue.length).toBeLessThan(50);
    expect(byKey.length).toBeLessThan(200);
  });
});
