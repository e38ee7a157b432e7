import { KubeObject, Manifest } from '../KubeObject';
import { mergePatch } from '../mergePatch';
import { planObject, remembering } from './planObject';

function thing(spec: object): Manifest {
  return { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'x' }, spec };
}
function live(spec: object, applied?: object): KubeObject {
  const object = { ...thing(spec), spec, metadata: { name: 'x', uid: '1' } };
  return applied ? remembering(thing(applied), object) : object;
}
const patchOf = (...args: Parameters<typeof planObject>) =>
  (planObject(...args) as { spec?: object } | undefined)?.spec;

describe('planObject', () => {
  it.each([
    ['defaults that the server added', { a: 1 }, { a: 1, b: 2 }],
    ['defaults inside of lists', { l: [{ a: 1 }] }, { l: [{ a: 1, b: 2 }] }],
    ['empties that the server left out', { a: {}, l: [], s: '' }, {}],
    [
      'quantities in another spelling',
      { cpu: '1000m', m: '1024Mi' },
      { cpu: '1', m: '1Gi' },
    ],
  ])('is content with %s', (_, desired, there) => {
    expect(planObject(thing(desired), live(there))).toBeUndefined();
  });

  it.each([
    ['a changed value', { a: 1 }, { a: 2 }, { a: 1 }],
    ['a value that is missing', { a: { b: 1 } }, {}, { a: { b: 1 } }],
    ['a list of another length', { l: [1] }, { l: [1, 2] }, { l: [1] }],
    ['an emptied list', { l: [] }, { l: [1] }, { l: [] }],
    ['a false that is missing', { b: false }, {}, { b: false }],
    ['another quantity', { cpu: '2' }, { cpu: '2m' }, { cpu: '2' }],
  ])('mends %s', (_, desired, there, patch) => {
    expect(patchOf(thing(desired), live(there))).toEqual(patch);
  });

  it('takes away what it applied once and Git no longer has', () => {
    const there = live({ a: 1, b: 2, byOthers: 3 }, { a: 1, b: 2 });
    expect(patchOf(thing({ a: 1 }), there)).toEqual({ b: null });
  });

  it('remembers what it applied', () => {
    const sent = remembering(thing({ a: 1 }), thing({ a: 1 }));
    const text = Object.values(sent.metadata.annotations ?? {})[0];
    expect(JSON.parse(text)).toEqual(thing({ a: 1 }));
  });
});

describe('mergePatch', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, undefined],
    [{ a: 1, b: 2 }, { a: 1 }, { b: null }],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, { a: { c: 3 } }],
    [{ l: [1] }, { l: [1, 2] }, { l: [1, 2] }],
    [{ a: { b: 1 } }, { a: undefined }, { a: null }],
    [{}, { a: {} }, { a: {} }],
  ])('turns %j into %j by %j', (from, to, patch) => {
    expect(mergePatch(from, to)).toEqual(patch);
  });
});
