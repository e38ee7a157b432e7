import { noticesOf } from './noticesOf';

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
