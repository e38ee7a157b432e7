import { State } from '../model';
import { ObservedEnvironment } from './Observation';
import { isFirstSight, noticesOf } from './noticesOf';

it.each([
  [95, 'The quota of pay prod is nearly used'],
  [100, 'The quota of pay prod is used up'],
])('tells of a quota at %d percent what it is', (pods, title) => {
  const told = noticesOf(
    'pay',
    { prod: { quotas: { pods, 'limits.cpu': 20 } } },
    { now: 0, days: 14, percent: 90 },
  );
  expect(told.map(each => [each.title, each.why])).toEqual([
    [title, `pods: ${pods} percent`],
  ]);
});

const seen = (
  states: Record<string, State>,
  more: ObservedEnvironment = {},
): ObservedEnvironment => ({
  states: Object.fromEntries(
    Object.entries(states).map(([key, state]) => [key, { state, why: 'x' }]),
  ),
  ...more,
});

it.each<
  [string, ObservedEnvironment | undefined, ObservedEnvironment, boolean]
>([
  ['nobody looked', undefined, seen({ environment: 'Degraded' }), true],
  ['nothing was known', {}, seen({ environment: 'Degraded' }), true],
  [
    'it was known to be well',
    seen({ environment: 'Healthy' }),
    seen({ environment: 'Degraded' }),
    false,
  ],
  [
    'the namespace was not read, but its Application was',
    seen({ environment: 'Healthy' }),
    seen({ environment: 'Healthy', 'HTTPRoute/shop': 'Degraded' }),
    true,
  ],
  [
    'the namespace was read, and the route was not there',
    seen({ environment: 'Healthy' }, { workloads: {} }),
    seen({ environment: 'Healthy', 'HTTPRoute/shop': 'Degraded' }),
    false,
  ],
  [
    'one of two was seen before',
    seen({ environment: 'Healthy' }),
    seen({ environment: 'Degraded', 'HTTPRoute/shop': 'Degraded' }),
    false,
  ],
])('knows first sight: %s', (_, before, after, expected) => {
  expect(
    isFirstSight(before && { prod: before }, { prod: after }, 'prod'),
  ).toBe(expected);
});
