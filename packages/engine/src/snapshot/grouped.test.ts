import fc from 'fast-check';
import { KubernetesObject, type Snapshot, isKnown, lastValue } from '../model';
import { labelled, named } from './grouped';
import { overlaySnapshot } from './overlaySnapshot';
import { SnapshotIndex } from './snapshotIndex';

// Hundreds of snapshots are made and walked over.
jest.setTimeout(60_000);

const LABEL = 'tenant';
const query = { cluster: 'one', group: '', kind: 'Pod' };

const pod: fc.Arbitrary<KubernetesObject> = fc
  .record({
    name: fc.constantFrom('x', 'y', 'z'),
    namespace: fc.constantFrom('n', 'm'),
    tenant: fc.constantFrom('a', 'b', undefined),
  })
  .map(({ name, namespace, tenant }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      ...(tenant === undefined ? {} : { labels: { [LABEL]: tenant } }),
    },
  }));

const step = fc.oneof(
  pod.map(object => ({ put: object })),
  pod.map(object => ({ remove: object })),
  fc.constant({ look: true }),
);

function listOf(snapshot: Pick<SnapshotIndex, 'list'>) {
  const known = snapshot.list(query);
  if (!isKnown(known)) {
    throw new Error('not known');
  }
  return known.value;
}

/** What the groups of a list say, which has to be what a walk over the list says. */
function expectGroups(list: readonly KubernetesObject[]) {
  const by = (key: (object: KubernetesObject) => string | undefined) => {
    const groups: Record<string, KubernetesObject[]> = {};
    for (const object of list) {
      const text = key(object);
      if (text !== undefined) {
        (groups[text] ??= []).push(object);
      }
    }
    return groups;
  };
  const byLabel = by(({ metadata }) => metadata.labels?.[LABEL]);
  const groups = labelled(list, LABEL);
  expect([...groups.keys()].sort()).toEqual(Object.keys(byLabel).sort());
  for (const tenant of ['a', 'b', 'nobody']) {
    expect(groups.get(tenant)).toEqual(byLabel[tenant] ?? []);
  }
  const byName = by(({ metadata }) => metadata.name);
  for (const name of ['x', 'y', 'z']) {
    expect(named(list, name)).toEqual(byName[name] ?? []);
  }
}

/** A narrower question has the answer that a walk over the whole list gives. */
function expectAnswers(snapshot: Snapshot) {
  const all = lastValue(snapshot.list(query)) ?? [];
  for (const value of ['a', 'b']) {
    expect(
      lastValue(
        snapshot.list({
          ...query,
          labels: { matchLabels: { [LABEL]: value } },
        }),
      ) ?? [],
    ).toEqual(all.filter(({ metadata }) => metadata.labels?.[LABEL] === value));
  }
  for (const name of ['x', 'y']) {
    const found = lastValue(snapshot.list({ ...query, name })) ?? [];
    const walked = all.filter(({ metadata }) => metadata.name === name);
    expect(new Set(found)).toEqual(new Set(walked));
  }
}

describe('grouped', () => {
  it('says of an index that changes, and of plans over it, what a walk over all objects says', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.array(pod, { maxLength: 3 }),
        fc.array(pod, { maxLength: 3 }),
        fc.constantFrom(0, 31, 33, 40),
        fc.constantFrom(0, 80),
        (steps, some, removed, crowd, plannedCrowd) => {
          const crowdOf = (count: number, namespace: string) =>
            Array.from({ length: count }, (_, i) => ({
              apiVersion: 'v1',
              kind: 'Pod',
              metadata: {
                name: `crowd-${i}`,
                namespace,
                labels: { [LABEL]: 'a' },
              },
            }));
          const objects = [...some, ...crowdOf(plannedCrowd, 'm')];
          const index = new SnapshotIndex([LABEL]);
          index.setCluster('one', { value: [], asOf: 1, source: 'test' });
          const many = crowdOf(crowd, 'n');
          index.apply(
            many.map(each => ({ type: 'put', cluster: 'one', object: each })),
          );
          for (const each of steps) {
            if ('put' in each) {
              index.apply([{ type: 'put', cluster: 'one', object: each.put }]);
            } else if ('remove' in each) {
              const { name, namespace } = each.remove.metadata;
              index.apply([
                { type: 'remove', ref: { ...query, namespace, name } },
              ]);
            } else {
              expectGroups(listOf(index));
            }
          }
          const before = listOf(index);
          const planned = {
            cluster: 'one',
            objects,
            removed: removed.map(({ metadata: { name, namespace } }) => ({
              ...query,
              namespace,
              name,
            })),
          };
          const overlay = overlaySnapshot(index, [planned]);
          expectGroups(listOf(overlay));
          expectAnswers(overlay);
          expectGroups(listOf(overlaySnapshot(overlay, [planned])));
          // Of what nothing is known, only what is planned is among what was known last, and always the same list.
          const alone = overlaySnapshot(new SnapshotIndex(), [planned]);
          expectAnswers(alone);
          expect(lastValue(alone.list(query))).toBe(
            lastValue(alone.list(query)),
          );
          index.apply([
            {
              type: 'put',
              cluster: 'one',
              object: {
                apiVersion: 'v1',
                kind: 'Pod',
                metadata: { name: 'x', namespace: 'n' },
              },
            },
          ]);
          expectGroups(before);
          expectGroups(listOf(index));
          expectGroups(listOf(overlay));
          expect(named(listOf(index), 'x')).toContainEqual(
            expect.objectContaining({ kind: 'Pod' }),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
