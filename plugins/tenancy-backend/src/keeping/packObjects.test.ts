import {
  type HeldKind,
  type KubernetesObject,
  SnapshotIndex,
} from '@groundwork/engine';
import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { packObjects, unpackObjects } from './packObjects';
import { hashOf, partOf, partsFor } from './partOf';
import { AT_ONCE, SELDOM } from './SnapshotKeeper';

jest.setTimeout(60_000);

const POD = { group: '', kind: 'Pod' };

const pod = (name: string, more: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'n', resourceVersion: '1' },
  ...more,
});

function held(objects: readonly KubernetesObject[]): HeldKind {
  const index = new SnapshotIndex();
  const id = { cluster: 'one', ...POD };
  const known = { value: objects, asOf: 0, source: 'cluster one' };
  index.apply([{ type: 'answer', ...id, known }]);
  return index.held(id)!;
}

function hash(objects: readonly KubernetesObject[]): string {
  return hashOf(
    objects.map(({ metadata }) => metadata),
    held(objects),
  );
}

describe('objects in the database', () => {
  it('are the same afterwards, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: fc.string({ minLength: 1, unit: 'binary' }),
            spec: fc.jsonValue(),
          }),
        ),
        async all => {
          const objects = all.map(({ name, spec }) => pod(name, { spec }));
          const packed = await packObjects(objects);
          expect(packed && (await unpackObjects(packed.body, POD))).toEqual(
            JSON.parse(JSON.stringify(objects)),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    ['what is no JSON', '{'],
    [
      'another kind',
      '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}',
    ],
    [
      'another group',
      '{"apiVersion":"x/v1","kind":"Pod","metadata":{"name":"a"}}',
    ],
    [
      'something without a name',
      '{"apiVersion":"v1","kind":"Pod","metadata":{}}',
    ],
    ['null', 'null'],
  ])('are never %s', async (_, text) => {
    await expect(unpackObjects(deflateRawSync(text), POD)).rejects.toThrow();
  });

  it('are refused where they blow up, or are not packed at all', async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    await expect(unpackObjects(bomb, POD)).rejects.toThrow();
    await expect(unpackObjects(Buffer.from('no'), POD)).rejects.toThrow();
  });

  it('are too large for a part at some point', async () => {
    const large = pod('a', { spec: 'x'.repeat(5 * 1024 * 1024) });
    expect(await packObjects([large])).toBeDefined();
    expect(await packObjects([large, large])).toBeUndefined();
  });

  it('are told apart by what they are, in whatever order', () => {
    const [a, b] = [pod('a'), pod('b')];
    expect(hash([a, b])).toBe(hash([b, a]));
    expect(hash([a, b])).not.toBe(hash([a]));
    const next = { ...a, metadata: { ...a.metadata, resourceVersion: '2' } };
    expect(hash([next, b])).not.toBe(hash([a, b]));
    const unversioned = (spec: string) => [
      { ...pod('a', { spec }), metadata: { name: 'a' } },
    ];
    expect(hash(unversioned('x'))).not.toBe(hash(unversioned('y')));
  });

  it('are spread over parts that are neither large nor many', async () => {
    const objects = Array.from({ length: 10_000 }, (_, i) => pod(`team-${i}`));
    const parts = await partsFor(held(objects), SELDOM);
    expect(await partsFor(held(objects), AT_ONCE)).toBe(512);
    const counts = new Map<number, number>();
    objects.forEach(({ metadata }) => {
      const part = partOf(metadata, parts);
      counts.set(part, (counts.get(part) ?? 0) + 1);
    });
    expect(await partsFor(held([]), SELDOM)).toBe(1);
    expect(await partsFor(held([pod('a')]), SELDOM)).toBe(1);
    expect(parts).toBe(64);
    expect(counts.size).toBe(parts);
    expect(Math.max(...counts.values())).toBeLessThan(400);
    const giants = Array.from({ length: 64 }, (_, i) =>
      pod(`g-${i}`, { spec: 'x'.repeat(200_000) }),
    );
    expect(await partsFor(held(giants), SELDOM)).toBe(32);
  });
});
