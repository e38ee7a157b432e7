import fc from 'fast-check';
import { KubeObject } from './KubeObject';
import { Store } from './Store';

const KEY = '/configmaps';

function object(name: string, value: number): KubeObject {
  const metadata = { name, namespace: 'default' };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, value };
}

const operations = fc.array(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    value: fc.integer(),
    removes: fc.boolean(),
  }),
  { maxLength: 40 },
);

/** Runs the operations and remembers what there was after each of them. */
function history(list: { name: string; value: number; removes: boolean }[]) {
  const store = new Store(undefined, 1000);
  const states = [{ revision: store.revision, objects: store.list(KEY) }];
  for (const { name, value, removes } of list) {
    const there = store.get(KEY, 'default', name);
    if (!removes) {
      store.put(KEY, object(name, value));
    } else if (there) {
      store.remove(KEY, there);
    }
    states.push({ revision: store.revision, objects: store.list(KEY) });
  }
  return { store, states };
}

describe('Store', () => {
  it('shows every revision of its window as it was', () => {
    fc.assert(
      fc.property(operations, list => {
        const { store, states } = history(list);
        for (const { revision, objects } of states) {
          expect(store.listAt(KEY, revision)).toEqual(objects);
        }
      }),
    );
  });

  it('leads from any revision to the present by its events alone', () => {
    fc.assert(
      fc.property(operations, list => {
        const { store, states } = history(list);
        for (const { revision, objects } of states) {
          const seen = new Map(objects.map(o => [o.metadata.name, o]));
          for (const event of store.since(revision)) {
            const { name } = event.object.metadata;
            expect(event.type === 'ADDED').toBe(!seen.has(name));
            seen.delete(name);
            if (event.type !== 'DELETED') {
              seen.set(name, event.object);
            }
          }
          const byName = (a: KubeObject, b: KubeObject) =>
            a.metadata.name < b.metadata.name ? -1 : 1;
          expect([...seen.values()].sort(byName)).toEqual(store.list(KEY));
        }
      }),
    );
  });

  it('never gives a revision twice', () => {
    fc.assert(
      fc.property(operations, list => {
        const { store } = history(list);
        const revisions = store.since(1).map(event => event.revision);
        expect(new Set(revisions).size).toBe(revisions.length);
        expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
      }),
    );
  });
});
