import {
  application,
  deployment,
  healthy,
  historyOf,
  older,
  revision,
  statusOf,
  verdictOf,
} from '../../testing/syncWorld';

const ours = 'tenants/pay/dev';
const theirs = { commit: revision, touched: ['', 'tenants', 'tenants/other'] };
const web = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'pay',
  name: 'web',
};

/** Argo CD compares what it deployed at `older` with the head of the branch. */
const app = (sync: string, automated?: unknown) =>
  application(
    {
      ...healthy,
      sync: { status: sync, revision },
      history: [{ id: 1, revision: older }],
      operationState: { phase: 'Succeeded', syncResult: { revision: older } },
      resources: [{ ...web, status: sync }],
    },
    { automated },
  );

/** Somebody else's commit came after ours. */
const foreign = {
  facts: {
    commits: historyOf(theirs, { commit: older, touched: ['', ours] }),
  },
  spoke: [deployment()],
};

describe('a repository that many share', () => {
  it('shows no commit of others, whatever Argo CD compared', () => {
    const status = statusOf([app('Synced')], [], ['dev'], foreign);
    expect(status.environments[0].applications[0]).toMatchObject({
      state: 'Healthy',
      revision: older,
      revisionMessage: 'Commit b',
      revisionAuthor: 'Author b',
      syncedRevision: revision,
    });
    expect(JSON.stringify(status)).not.toContain('Commit a');
  });

  it('shows no message of a commit that it cannot place', () => {
    const status = statusOf([app('Synced')], [], ['dev'], {
      facts: { commits: historyOf(theirs) },
    });
    expect(JSON.stringify(status)).not.toMatch(/Commit|Author/);
  });

  it.each([
    ['without automation', undefined, 'automatic sync is turned off'],
    ['without self-heal', {}, 'self-heal is turned off'],
  ])('keeps drift by hand in sight, %s', (_, automated, why) => {
    expect(verdictOf(app('OutOfSync', automated), foreign)).toMatchObject({
      state: 'Degraded',
      why: expect.stringMatching(`differs from Git; .*${why}`),
    });
  });

  it('tells what waits for a sync from what was changed by hand', () => {
    const own = {
      facts: {
        commits: historyOf(
          { commit: revision, touched: ['', ours] },
          { commit: older, touched: ['', ours] },
        ),
      },
      spoke: [deployment()],
    };
    expect(verdictOf(app('OutOfSync'), own)).toMatchObject({
      state: 'Suspended',
      why: expect.stringContaining('waits for a sync'),
    });
    expect(verdictOf(app('OutOfSync', {}), own)).toEqual({
      state: 'Progressing',
      why: 'aaaaaaa is about to be synced',
    });
  });

  it('claims nothing where the history does not reach back to what was deployed', () => {
    const short = {
      facts: {
        commits: historyOf({
          commit: revision,
          touched: ['', ours],
          seenAt: 1,
        }),
      },
      spoke: [deployment()],
      now: 60 * 60_000,
    };
    expect(verdictOf(app('OutOfSync'), short)).toMatchObject({
      state: 'Suspended',
      why: expect.stringContaining('differs from Git and waits for a sync'),
    });
    expect(verdictOf(app('OutOfSync', {}), short).state).toBe('Progressing');
  });

  const pushed = 'c'.repeat(40);
  const newer = (seenAt: number) => ({
    facts: {
      commits: historyOf(
        { commit: pushed, touched: ['', ours], seenAt },
        theirs,
        { commit: older, touched: ['', ours] },
      ),
    },
    now: 20 * 60_000,
  });

  it('is not green for an old commit once a new one is there', () => {
    expect(verdictOf(app('Synced'), newer(19 * 60_000))).toEqual({
      state: 'Progressing',
      why: 'waiting for Argo CD to see commit ccccccc',
    });
    expect(verdictOf(app('Synced'), newer(1))).toMatchObject({
      state: 'Degraded',
      why: expect.stringContaining('has not looked at commit ccccccc'),
    });
  });

  it('waits for no commit of others', () => {
    const others = historyOf(
      { commit: pushed, touched: ['', 'tenants/other'] },
      theirs,
      { commit: older, touched: ['', ours] },
    );
    expect(verdictOf(app('Synced'), { facts: { commits: others } }).state).toBe(
      'Healthy',
    );
  });

  it('tells a first deployment from something that is put back', () => {
    const first = application(
      {
        sync: { status: 'OutOfSync', revision },
        health: { status: 'Missing' },
        resources: [{ ...web, status: 'OutOfSync' }],
      },
      { automated: { selfHeal: true } },
    );
    expect(verdictOf(first)).toEqual({
      state: 'Progressing',
      why: 'its first deployment is about to be synced',
    });
  });

  it('takes a failure at the same content for a failure of now', () => {
    const failed = application({
      ...healthy,
      operationState: {
        phase: 'Failed',
        message: 'Job has reached the specified backoff limit',
        syncResult: { revision: older },
      },
    });
    expect(verdictOf(failed, foreign).state).toBe('Degraded');
  });
});
