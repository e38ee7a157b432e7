import {
  application,
  healthy,
  revision,
  shown,
  verdictOf,
  web,
} from '../../testing/syncWorld';

const start = Date.parse('2026-01-01T10:00:00Z');

describe('an operation', () => {
  const failing = (retry: object, more: object = {}) =>
    application({
      ...healthy,
      operationState: {
        phase: 'Running',
        message: 'x is invalid. Retrying attempt #2 at 10:00AM.',
        startedAt: '2026-01-01T10:00:00Z',
        finishedAt: '2026-01-01T10:00:30Z',
        retryCount: 2,
        operation: { retry, initiatedBy: { username: 'ann' } },
        syncResult: { revision },
        ...more,
      },
    });

  it.each([
    ['its own pauses', { limit: 5, backoff: { duration: '15s' } }, 60_000],
    [
      'a bare number as seconds',
      { limit: 5, backoff: { duration: '15', factor: 1 } },
      15_000,
    ],
    [
      'the longest pause',
      { limit: 5, backoff: { duration: '1m', factor: 3, maxDuration: '2m' } },
      120_000,
    ],
    ["Argo CD's defaults", { limit: 5 }, 20_000],
    [
      'no time where the pause cannot be read',
      { limit: 5, backoff: { duration: 'soon' } },
      undefined,
    ],
    [
      'no time that no calendar has',
      {
        limit: 5,
        backoff: { duration: '1h', factor: 1e300, maxDuration: '0' },
      },
      undefined,
    ],
  ])('that is tried again says when, by %s', (_, retry, pause) => {
    const status = shown([failing(retry)], { now: start + 31_000 });
    expect(status.operation?.retry).toEqual({
      count: 2,
      limit: 5,
      ...(pause === undefined ? {} : { nextAt: start + 30_000 + pause }),
    });
    expect(status.why).toContain('is being retried (2 of 5');
    expect(status.why.includes('next at')).toBe(pause !== undefined);
    expect(status.operation?.by).toBe('ann');
  });

  it('that is tried again without end counts what was tried', () => {
    expect(verdictOf(failing({ limit: -1 }), { now: start }).why).toContain(
      '(2 so far, next at 2026-01-01 10:00 UTC)',
    );
  });

  const running = (message: string, more: object = {}) =>
    application({
      ...healthy,
      operationState: {
        phase: 'Running',
        message,
        startedAt: '2026-01-01T10:00:00Z',
        syncResult: {
          revision,
          resources: [
            {
              group: 'batch',
              kind: 'Job',
              namespace: 'pay',
              name: 'migrate',
              hookType: 'PreSync',
              hookPhase: 'Running',
            },
          ],
        },
      },
      resources: [
        { ...web, status: 'Synced', syncWave: 3 },
        { kind: 'Service', name: 'web', namespace: 'pay', syncWave: -1 },
        { kind: 'ConfigMap', name: 'a', namespace: 'pay' },
      ],
      ...more,
    });

  it('says which wave waits', () => {
    const status = shown([
      running('waiting for healthy state of apps/Deployment/web'),
    ]);
    expect(status.why).toBe(
      'syncing: waiting for healthy state of apps/Deployment/web (wave 3 of 3)',
    );
    expect(status.operation?.waitsFor).toEqual({
      ref: { cluster: 'spoke', ...web },
      wave: 3,
      place: { at: 3, of: 3 },
    });
  });

  it('says which hook waits, and of the core group too', () => {
    const hook = shown([
      running('waiting for completion of hook batch/Job/migrate'),
    ]);
    expect(hook.why).toContain('(PreSync hook)');
    expect(hook.operation?.waitsFor).toMatchObject({
      hook: 'PreSync',
      ref: { kind: 'Job', namespace: 'pay', name: 'migrate' },
    });
    expect(
      shown([running('waiting for healthy state of /Service/web')]).operation
        ?.waitsFor,
    ).toMatchObject({ ref: { group: '', kind: 'Service' }, wave: -1 });
  });

  it.each([
    [{ operationState: { phase: 'Paused' } }, 'phase Paused'],
    [{ sync: { status: 'Drifting', revision } }, 'sync status Drifting'],
    [{ health: { status: 'Sleepy' } }, 'health Sleepy'],
    [{ conditions: [{ type: 'PolicyError', message: 'no' }] }, 'no'],
  ])('in words that nobody knows is not green: %j', (odd, why) => {
    const { state, why: said } = verdictOf(application({ ...healthy, ...odd }));
    expect(said).toContain(why);
    expect(state).toBe('conditions' in odd ? 'Degraded' : 'Unknown');
  });

  it('warns of what nobody knows without an alarm', () => {
    const status = shown([
      application({
        ...healthy,
        conditions: [{ type: 'MoonWarning', message: 'it is full' }],
      }),
    ]);
    expect(status).toMatchObject({
      state: 'Healthy',
      warnings: [{ type: 'MoonWarning', message: 'it is full' }],
    });
  });
});
