import { inPay, minutesAgo } from '../../testing/cardWorld';
import { owner, statusOf } from '../../testing/webWorkload';

const cron = (status: object) =>
  inPay('batch/v1', 'CronJob', 'nightly', {
    spec: { schedule: '0 3 * * *' },
    status,
  });
const cronOwner = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  name: 'nightly',
  uid: 'c',
  controller: true,
};
const job = (age: number, status: object, ownerReferences = [cronOwner]) =>
  inPay('batch/v1', 'Job', `nightly-${age}`, {
    metadata: { creationTimestamp: minutesAgo(age), ownerReferences },
    status,
  });
const ended = (type: string, rest: object = {}) => ({
  conditions: [{ type, status: 'True', ...rest }],
});
const ran = (minutes: number) => ({ lastScheduleTime: minutesAgo(minutes) });
const succeeded = (minutes: number) => ({
  lastSuccessfulTime: minutesAgo(minutes),
});
const active = { active: [{ name: 'nightly-1' }] };

const verdictOf = (...[objects, unknown]: Parameters<typeof statusOf>) => {
  const [{ state, why }] = statusOf(objects, unknown).workloads;
  return [state, why];
};
const unread = [
  {
    cluster: 'spoke',
    group: 'batch',
    kind: 'Job',
    unknown: 'forbidden' as const,
  },
];

describe('a CronJob whose last Job is gone', () => {
  it('failed where it succeeded before it last ran, or never', () => {
    expect(verdictOf([cron({ ...ran(60), ...succeeded(500) })])).toEqual([
      'Degraded',
      'its last run did not succeed',
    ]);
    expect(verdictOf([cron(ran(60))])).toEqual([
      'Degraded',
      'none of its runs has succeeded',
    ]);
  });

  it.each([
    ['succeeded since', { ...ran(60), ...succeeded(50) }],
    ['runs', { ...ran(1), ...succeeded(500), ...active }],
    ['runs for the first time', { ...ran(1), ...active }],
    ['has not run yet', {}],
  ])('is well where it %s', (_, status) => {
    expect(verdictOf([cron(status)])[0]).toBe('Healthy');
  });

  it('is not judged by an older one that was kept', () => {
    const failed = job(500, ended('Failed'));
    const complete = job(500, ended('Complete'));
    const since = { ...ran(60), ...succeeded(50) };
    expect(verdictOf([cron(since), failed])[0]).toBe('Healthy');
    const before = { ...ran(60), ...succeeded(500) };
    expect(verdictOf([cron(before), complete])[0]).toBe('Degraded');
  });
});

describe('a CronJob whose Jobs cannot be read', () => {
  it('is not known where it does not tell itself', () => {
    const why =
      'it is not known how its last run went: cluster spoke does not allow us to read it';
    const runs = { ...ran(1), ...succeeded(500), ...active };
    expect(verdictOf([cron(runs)], unread)).toEqual(['Unknown', why]);
    expect(verdictOf([cron(ran(60))], unread)).toEqual(['Unknown', why]);
  });

  it('is judged by what it tells', () => {
    const failed = { ...ran(60), ...succeeded(500) };
    expect(verdictOf([cron(failed)], unread)[0]).toBe('Degraded');
    const well = { ...ran(60), ...succeeded(50) };
    expect(verdictOf([cron(well)], unread)[0]).toBe('Healthy');
  });
});

it('a run that only has no node yet has not failed', () => {
  const waiting = (minutes: number) =>
    inPay('v1', 'Pod', 'nightly-9-x', {
      metadata: owner('Job', 'nightly-9'),
      status: {
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            message: '0/3 nodes are available: 3 Insufficient cpu.',
            lastTransitionTime: minutesAgo(minutes),
          },
        ],
      },
    });
  const running = [cron({ ...ran(9), ...active }), job(9, { active: 1 })];
  expect(verdictOf([...running, waiting(1)])[0]).toBe('Healthy');
  expect(verdictOf([...running, waiting(8)])).toEqual([
    'Degraded',
    'its run does not get on: no node has room for it',
  ]);
});

it.each([
  ['BackoffLimitExceeded', 'its pods failed too often'],
  ['DeadlineExceeded', 'it took longer than its deadline'],
  ['PodFailurePolicy', 'its pod failure policy gave it up: exit code 42'],
  ['FailedIndexes', 'some of its indexes failed: exit code 42'],
  ['Sunset', 'it failed with Sunset: exit code 42'],
])('a Job that failed with %s says why', (reason, why) => {
  const failed = ended('Failed', { reason, message: 'exit code 42' });
  expect(verdictOf([job(9, failed, [])])).toEqual(['Degraded', why]);
});
