import {
  application,
  deployment,
  healthy,
  revision,
  statusOf,
  verdictOf,
} from '../../testing/syncWorld';

const web = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'pay',
  name: 'web',
};
const start = Date.parse('2026-01-01T10:00:00Z');

const warned = (type: string, message: string) =>
  application({ ...healthy, conditions: [{ type, message }] });

describe('what Argo CD says beside sync and health', () => {
  it('says why a deletion is stuck, and that it is', () => {
    const going = (conditions: unknown[], minutes: number) =>
      verdictOf(
        application(
          { ...healthy, conditions },
          {
            metadata: {
              deletionTimestamp: '2026-01-01T10:00:00Z',
              finalizers: ['resources-finalizer.argocd.argoproj.io'],
            },
          },
        ),
        { now: start + minutes * 60_000 },
      );
    expect(
      going([{ type: 'DeletionError', message: 'no such cluster' }], 1),
    ).toEqual({
      state: 'Degraded',
      why: 'its deletion is stuck: no such cluster',
    });
    expect(going([], 1).state).toBe('Progressing');
    expect(going([], 30)).toMatchObject({
      state: 'Degraded',
      why: expect.stringContaining('resources-finalizer'),
    });
  });

  it('tells that two Applications claim one object, and names no stranger', () => {
    const message =
      'Deployment/web is part of applications argocd/pay-dev and argocd/rivals-dev';
    const app = warned('SharedResourceWarning', message);
    const status = statusOf([app]);
    expect(status.environments[0]).toMatchObject({
      state: 'Degraded',
      fixableBy: 'platform',
      why: expect.stringContaining('Deployment/web is also managed by'),
    });
    const failed = application({
      ...healthy,
      sync: { status: 'OutOfSync', revision },
      operationState: {
        phase: 'Failed',
        message: `Shared resource found: ${message}`,
        syncResult: { revision },
      },
      conditions: [
        {
          type: 'SyncError',
          message: `Failed last sync attempt to [a]: Shared resource found: ${message}`,
        },
      ],
    });
    for (const each of [app, failed]) {
      expect(JSON.stringify(statusOf([each]))).not.toContain('rivals');
    }
    const own = application(healthy, { name: 'rivals-dev' });
    expect(statusOf([app, own]).environments[0]).toMatchObject({
      fixableBy: 'tenant',
      why: expect.stringContaining('also managed by rivals-dev'),
    });
  });

  it.each([
    ['RepeatedResourceWarning', 'Degraded', 'tenant'],
    ['ExcludedResourceWarning', 'Degraded', 'platform'],
    ['OrphanedResourceWarning', 'Healthy', undefined],
  ])('knows %s', (type, state, fixableBy) => {
    const status = statusOf([warned(type, 'says so')]);
    expect(status.environments[0]).toMatchObject({ state });
    expect(status.environments[0].fixableBy).toBe(fixableBy);
    expect(status.environments[0].applications[0].warnings).toMatchObject([
      { type, message: 'says so' },
    ]);
  });

  it('is Unknown, not Degraded, where something cannot be reached', () => {
    expect(
      statusOf([
        application({
          sync: { status: 'Unknown' },
          health: { status: 'Healthy' },
          conditions: [
            {
              type: 'ComparisonError',
              message:
                'Failed to load live state: failed to get cluster info for "https://10.0.0.1": dial tcp 10.0.0.1:443: i/o timeout',
            },
          ],
        }),
      ]).environments[0],
    ).toMatchObject({ state: 'Unknown', fixableBy: 'platform' });
  });

  const running = (message: string, more: object = {}) =>
    application({
      ...healthy,
      operationState: {
        phase: 'Running',
        message,
        startedAt: '2026-01-01T10:00:00Z',
        syncResult: { revision },
        ...more,
      },
      resources: [{ ...web, status: 'Synced' }],
    });

  it.each([
    [
      'retries after failures',
      running('x is invalid. Retrying attempt #2 at 10:03AM.', {
        retryCount: 2,
      }),
      'Degraded',
      'failed and is being retried',
    ],
    [
      'waits for a word',
      running('waiting for pruning confirmation of /Namespace/pay'),
      'Suspended',
      'waits for a confirmation',
    ],
    [
      'is blocked by a window',
      running('Sync operation blocked by sync window'),
      'Suspended',
      'sync window',
    ],
    [
      'waits for a wave',
      running('waiting for healthy state of apps/Deployment/web'),
      'Progressing',
      'waiting for healthy state',
    ],
    [
      'waits for a hook',
      running('waiting for completion of hook batch/Job/migrate'),
      'Progressing',
      'waiting for completion',
    ],
    [
      'has a hook that failed',
      running('waiting for completion of hook batch/Job/migrate', {
        syncResult: {
          revision,
          resources: [
            {
              group: 'batch',
              kind: 'Job',
              name: 'migrate',
              hookPhase: 'Failed',
              message: 'Job has reached the specified backoff limit',
            },
          ],
        },
      }),
      'Degraded',
      'backoff limit',
    ],
  ])('a sync that %s', (_, app, state, why) => {
    expect(
      verdictOf(app, { spoke: [deployment()], now: start + 60_000 }),
    ).toMatchObject({ state, why: expect.stringContaining(why) });
  });

  it('does not wait for ever', () => {
    const app = running('waiting for completion of hook batch/Job/migrate');
    expect(verdictOf(app, { now: start + 60 * 60_000 }).state).toBe('Degraded');
  });

  it('takes no dry run for a sync', () => {
    const app = application({
      ...healthy,
      operationState: {
        phase: 'Failed',
        message: 'dry run',
        operation: { sync: { dryRun: true } },
        syncResult: { revision },
      },
    });
    expect(verdictOf(app).state).toBe('Healthy');
  });

  it('takes a sync of some objects for no sync of all', () => {
    const app = application(
      {
        sync: { status: 'OutOfSync', revision },
        health: { status: 'Healthy' },
        resources: [{ ...web, status: 'OutOfSync' }],
        operationState: {
          phase: 'Succeeded',
          operation: { sync: { resources: [{ kind: 'Service', name: 'x' }] } },
          syncResult: { revision },
        },
      },
      { automated: {} },
    );
    expect(verdictOf(app, { spoke: [deployment()] })).toMatchObject({
      state: 'Suspended',
      why: expect.stringContaining('limited to some objects'),
    });
  });

  it('says that a hydrator fails, and that reconciling is off', () => {
    const status = {
      ...healthy,
      sourceHydrator: {
        currentOperation: { phase: 'Failed', message: 'push refused' },
      },
    };
    const drySource = { repoURL: 'https://git.example.com/dry.git', path: 'x' };
    const hydrated = application(status, {
      spec: { sourceHydrator: { drySource } },
    });
    // What a hydrator left behind that is gone is history.
    expect(verdictOf(application(status)).state).toBe('Healthy');
    expect(verdictOf(hydrated)).toEqual({
      state: 'Degraded',
      why: 'hydrating failed: push refused',
    });
    const off = application(healthy, {
      metadata: {
        annotations: { 'argocd.argoproj.io/skip-reconcile': 'true' },
      },
    });
    expect(verdictOf(off).state).toBe('Suspended');
  });

  it('does not flicker while an Application is new', () => {
    const created = { creationTimestamp: '2026-01-01T10:00:00Z' };
    const states = [
      application(undefined, { metadata: created }),
      application({ sync: {}, health: {} }, { metadata: created }),
      application(
        {
          sync: { status: 'OutOfSync', revision },
          health: { status: 'Missing' },
        },
        { metadata: created, automated: {} },
      ),
    ].map(app => verdictOf(app, { now: start + 5000 }).state);
    expect(states).toEqual(['Progressing', 'Progressing', 'Progressing']);
    expect(
      verdictOf(application(undefined, { metadata: created }), {
        now: start + 600_000,
      }).state,
    ).toBe('Unknown');
  });

  it('tells of an ApplicationSet that no longer updates it', () => {
    const set = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name: 'roots', namespace: 'argocd' },
      status: {
        conditions: [
          { type: 'ErrorOccurred', status: 'True', message: 'tenant rivals' },
        ],
      },
    };
    const app = application(healthy, {
      metadata: {
        ownerReferences: [
          { apiVersion: 'v', kind: 'ApplicationSet', name: 'roots', uid: 'u' },
        ],
      },
    });
    const status = statusOf([app, set]);
    expect(status).toMatchObject({
      state: 'Degraded',
      why: expect.stringContaining('ApplicationSet roots'),
    });
    expect(JSON.stringify(status)).not.toContain('rivals');
  });
});
