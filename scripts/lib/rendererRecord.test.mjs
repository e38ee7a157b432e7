import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOf, rendererRecord } from './rendererRecord.mjs';

const recorded = {
  renderer: '1',
  engine: '0.1.0',
  requests: 'r1',
  rendered: 'a',
};

test('before a release rendering changes under the same version', () => {
  const now = { ...recorded, rendered: 'b' };
  assert.deepEqual(rendererRecord(recorded, now), { record: now });
  assert.deepEqual(rendererRecord(undefined, now), { record: now });
});

test('after a release a change of what is rendered takes another version', () => {
  const now = { ...recorded, engine: '0.2.0', rendered: 'b' };
  assert.match(rendererRecord(recorded, now).problem, /Raise rendererVersion/);
  const raised = { ...now, renderer: '2' };
  assert.deepEqual(rendererRecord(recorded, raised), { record: raised });
});

test('a release that renders the same keeps its version', () => {
  const now = { ...recorded, engine: '0.2.0' };
  assert.deepEqual(rendererRecord(recorded, now), { record: recorded });
});

test('other requests render to other files under the same version', () => {
  const now = { ...recorded, engine: '0.2.0', requests: 'r2', rendered: 'b' };
  assert.deepEqual(rendererRecord(recorded, now), { record: now });
});

test('a hash tells files apart, and not their order or their version', () => {
  const one = [
    ['a', "x/renderer: '1'"],
    ['b', 'c'],
  ];
  const hash = hashOf(new Map(one), '1');
  assert.equal(hash, hashOf(new Map(one.toReversed()), '1'));
  assert.equal(hash, hashOf(new Map([['a', "x/renderer: '2'"], one[1]]), '2'));
  assert.notEqual(hash, hashOf(new Map([['a', 'x'], one[1]]), '1'));
  assert.notEqual(hash, hashOf(new Map([['ab', 'c']]), '1'));
});
