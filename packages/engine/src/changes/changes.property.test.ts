import fc from 'fast-check';
import { CHANGE_KINDS, Change, ChangeEvent, STATES } from '../model';
import { carryOver, changesBetween } from './changesBetween';
import { changeTitle } from './changeTitle';
import { JUST_BEFORE, justBefore } from './justBefore';
import { mergeAll } from './mergeChanges';
import { Observation } from './Observation';
import { commitSubject, plainLine } from './plainLine';

const HOUR = 3_600_000;
const events: readonly ChangeEvent[] = [
  'committed',
  'edited',
  'scaled',
  'synced',
  'became',
  'refreshed',
  'created',
  'silent',
];
const environment = fc.constantFrom('dev', 'prod');

const change: fc.Arbitrary<Change> = fc
  .record({
    kind: fc.constantFrom(...CHANGE_KINDS),
    event: fc.constantFrom(...events),
    environments: fc.uniqueArray(environment, { maxLength: 2 }),
    at: fc.integer({ min: 0, max: 5 * HOUR }),
    name: fc.constantFrom('web', 'db'),
    to: fc.constantFrom(...STATES),
  })
  .map(({ name, ...rest }) => ({
    ...rest,
    subject: { kind: 'Deployment', name },
    key: JSON.stringify([rest, name]),
  }));
const changes = fc
  .array(change, { maxLength: 60 })
  .map(all => [...new Map(all.map(each => [each.key, each])).values()]);

const time = fc.integer({ min: 0, max: 1000 });
const observation: fc.Arbitrary<Observation> = fc.dictionary(
  environment,
  fc.record(
    {
      states: fc.dictionary(
        fc.constantFrom('environment', 'HTTPRoute/pay'),
        fc.record({ state: fc.constantFrom(...STATES), why: fc.string() }),
        { noNullPrototype: true },
      ),
      workloads: fc.dictionary(
        fc.constantFrom('Deployment/web', 'StatefulSet/db'),
        fc.record({
          createdAt: time,
          replicas: fc.nat(3),
          images: fc.constantFrom('a:1', 'a:2'),
        }),
        { noNullPrototype: true },
      ),
      secrets: fc.dictionary(
        fc.constantFrom('one', 'two'),
        fc.record({ refreshedAt: time }, { requiredKeys: [] }),
        { noNullPrototype: true },
      ),
      certificates: fc.dictionary(
        fc.constantFrom('one', 'two'),
        fc.record({ notBefore: time, notAfter: time }, { requiredKeys: [] }),
        { noNullPrototype: true },
      ),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
  { noNullPrototype: true },
);
const times = { since: 1000, at: 1500, now: 2000, oldest: 0 };

describe('merging', () => {
  const count = (all: readonly Change[]) =>
    all.reduce((sum, each) => sum + (each.count ?? 1), 0);

  it('loses and invents nothing, in whatever order it is told, and a second time changes nothing', () => {
    fc.assert(
      fc.property(changes, all => {
        const merged = mergeAll(all);
        expect(count(merged)).toBe(all.length);
        expect(count(mergeAll([...all].reverse()))).toBe(all.length);
        expect(mergeAll([...all, ...all])).toEqual(merged);
        for (const { at, until = at } of merged) {
          expect(until).toBeGreaterThanOrEqual(at);
        }
      }),
    );
  });

  it('bounds a storm, however many and however long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 400 }), total => {
        const storm = Array.from(
          { length: total },
          (_, i): Change => ({
            key: `${i}`,
            kind: 'state',
            event: 'became',
            environments: ['dev'],
            from: i % 2 ? 'Healthy' : 'Degraded',
            to: i % 2 ? 'Degraded' : 'Healthy',
            at: i * 30_000,
          }),
        );
        const hours = Math.ceil((total * 30_000) / HOUR);
        expect(mergeAll(storm).length).toBeLessThanOrEqual(2 * (hours + 1));
      }),
    );
  });
});

describe('just before', () => {
  it('is never later, never further back, never itself, and never of another environment', () => {
    fc.assert(
      fc.property(change, changes, (one, others) => {
        const found = [justBefore(one, others)].flatMap(each => each ?? []);
        for (const before of found) {
          expect(before.key).not.toBe(one.key);
          expect(before.at).toBeLessThanOrEqual(one.at);
          expect(one.at - before.at).toBeLessThanOrEqual(JUST_BEFORE);
          expect(['became', 'silent']).not.toContain(before.event);
          expect(
            before.environments.length === 0 ||
              one.environments.length === 0 ||
              before.environments.some(each => one.environments.includes(each)),
          ).toBe(true);
        }
      }),
    );
  });

  it('is the same whatever comes later and in whatever order it is told', () => {
    fc.assert(
      fc.property(change, changes, (one, others) => {
        const earlier = others.filter(({ at }) => at <= one.at);
        expect(justBefore(one, others)).toEqual(justBefore(one, earlier));
        expect(justBefore(one, [...others].reverse())).toEqual(
          justBefore(one, others),
        );
      }),
    );
  });
});

describe('two observations', () => {
  it('that are the same tell of nothing', () => {
    fc.assert(
      fc.property(observation, seen => {
        expect(
          changesBetween(seen, JSON.parse(JSON.stringify(seen)), times),
        ).toEqual([]);
      }),
    );
  });

  it('tell of nothing that could not be read, and of each difference once, between the two', () => {
    fc.assert(
      fc.property(observation, observation, (before, after) => {
        const blind = Object.fromEntries(
          Object.keys(after).map(name => [name, {}]),
        );
        expect(changesBetween(before, blind, times)).toEqual([]);
        const told = changesBetween(before, after, times);
        expect(new Set(told.map(({ key }) => key)).size).toBe(told.length);
        for (const { at } of told) {
          expect(at).toBeLessThanOrEqual(times.now);
        }
        const kept = carryOver(before, blind);
        expect(
          changesBetween(kept, after, times).map(({ key }) => key),
        ).toEqual(
          changesBetween(
            Object.fromEntries(
              Object.keys(kept).map(name => [name, before[name] ?? {}]),
            ),
            after,
            times,
          ).map(({ key }) => key),
        );
      }),
    );
  });
});

describe('texts', () => {
  it('are one bounded line that shows as what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), text => {
        for (const line of [plainLine(text), commitSubject(text)]) {
          expect(Array.from(line).length).toBeLessThanOrEqual(240);
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        }
      }),
    );
    expect(plainLine('pay\u202egnp.exe\u0000\n\tx')).toBe('pay gnp.exe x');
    expect(commitSubject('\n\nScale web\n\nbody')).toBe('Scale web');
  });

  it('name every change in words', () => {
    fc.assert(
      fc.property(change, one => {
        expect(changeTitle(one)).toMatch(/\S/);
        expect(changeTitle(one)).not.toMatch(/undefined|\[object/);
      }),
    );
  });
});
