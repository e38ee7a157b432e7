import {
  application,
  deployment,
  healthy,
  shown,
  web,
} from '../../testing/syncWorld';

const start = Date.parse('2026-01-01T10:00:00Z');

describe('a deletion that does not end', () => {
  const going = (finalizers: string[], status: object = {}) =>
    application(
      {
        ...healthy,
        resources: [
          { ...web, status: 'Synced' },
          { ...web, name: 'api', status: 'Synced' },
        ],
        ...status,
      },
      {
        metadata: { deletionTimestamp: '2026-01-01T10:00:00Z', finalizers },
      },
    );
  const cascade = 'resources-finalizer.argocd.argoproj.io';
  const held = deployment('web', {
    metadata: {
      name: 'web',
      namespace: 'pay',
      deletionTimestamp: '2026-01-01T10:00:00Z',
      finalizers: ['example.com/keep'],
    },
  });
  const later = { now: start + 3_600_000 };

  it('names what is left and what holds it', () => {
    const status = shown([going([cascade])], {
      ...later,
      spoke: [deployment('api'), held],
    });
    expect(status).toMatchObject({
      state: 'Degraded',
      fixableBy: 'platform',
      why: 'its deletion has not finished in 60 min: Deployment/web is being deleted and held by example.com/keep; 1 more remain',
      deletion: {
        since: start,
        finalizers: [cascade],
        count: 2,
        remaining: [{ name: 'web' }, { name: 'api' }],
      },
    });
  });

  it.each([
    [[cascade], 'none of its objects is seen here'],
    [['pre-delete-finalizer.argocd.argoproj.io'], 'PreDelete hooks'],
    [['post-delete-finalizer.argocd.argoproj.io/cleanup'], 'PostDelete hooks'],
    [['example.com/keep'], 'which Argo CD does not remove'],
    [[], 'has not finished in 60 min'],
  ])('by %j says %s', (finalizers, why) => {
    expect(shown([going(finalizers)], later).why).toContain(why);
  });

  it('is unknown where its cluster cannot be reached', () => {
    expect(
      shown([
        going([cascade], {
          conditions: [
            {
              type: 'DeletionError',
              message:
                'error getting permitted app live objects: failed to get cluster info for "https://10.0.0.1": dial tcp 10.0.0.1:443: i/o timeout',
            },
          ],
        }),
      ]),
    ).toMatchObject({ state: 'Unknown', fixableBy: 'platform' });
  });
});
