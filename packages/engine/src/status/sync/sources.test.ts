import {
  application,
  healthy,
  historyOf,
  older,
  repository,
  revision,
  shown,
  verdictOf,
} from '../../testing/syncWorld';

const start = Date.parse('2026-01-01T10:00:00Z');

describe('where manifests come from', () => {
  it('tells the revision of each of several sources, without credentials', () => {
    const status = shown([
      application(
        {
          ...healthy,
          sync: { status: 'Synced', revisions: ['1.2.3', revision] },
          sourceTypes: ['Helm', 'Directory'],
        },
        {
          spec: {
            sources: [
              {
                repoURL: 'https://u:p@charts.example.com',
                chart: 'web',
                targetRevision: '1.x',
              },
              { repoURL: repository, targetRevision: 'main', ref: 'values' },
            ],
          },
        },
      ),
    ]);
    expect(status.sources).toEqual([
      {
        repository: 'https://charts.example.com',
        chart: 'web',
        follows: '1.x',
        type: 'Helm',
        revision: '1.2.3',
      },
      {
        repository,
        ref: 'values',
        follows: 'main',
        type: 'Directory',
        revision,
      },
    ]);
  });

  const hydrated = 'd'.repeat(40);
  const hydratedApp = (operation: object, more: object = {}) =>
    application(
      {
        ...healthy,
        sync: { status: 'Synced', revision: hydrated },
        sourceHydrator: {
          currentOperation: operation,
          lastSuccessfulOperation: {
            drySHA: revision,
            hydratedSHA: hydrated,
          },
        },
        ...more,
      },
      {
        spec: {
          sourceHydrator: {
            drySource: {
              repoURL: repository,
              path: 'tenants/pay/dev',
              targetRevision: 'main',
            },
            syncSource: { targetBranch: 'env/dev', path: 'pay' },
            hydrateTo: { targetBranch: 'env/dev-next' },
          },
        },
      },
    );

  it('shows the commit that a person wrote, and not the one of the hydrator', () => {
    const status = shown([hydratedApp({ phase: 'Hydrated' })]);
    expect(status).toMatchObject({
      state: 'Healthy',
      revision,
      revisionMessage: 'Raise pool size',
      syncedRevision: hydrated,
      hydration: {
        phase: 'Hydrated',
        dry: revision,
        hydrated,
        waitsIn: 'env/dev-next',
      },
    });
  });

  it.each([
    ['Hydrating', 1, 'Progressing'],
    ['Hydrating', 30, 'Degraded'],
    ['Failed', 1, 'Degraded'],
    ['Dreaming', 1, 'Unknown'],
  ])('judges a hydrator that is %s for %s min as %s', (phase, min, state) => {
    const app = hydratedApp({ phase, startedAt: '2026-01-01T10:00:00Z' });
    expect(verdictOf(app, { now: start + min * 60_000 }).state).toBe(state);
  });

  it('waits for whoever merges the branch of a hydrator', () => {
    const app = hydratedApp(
      { phase: 'Hydrated' },
      {
        sync: { status: 'Unknown' },
        conditions: [
          {
            type: 'ComparisonError',
            message:
              'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = pay: app path does not exist - waiting for an external process to update env/dev from env/dev-next',
          },
        ],
      },
    );
    expect(verdictOf(app)).toEqual({
      state: 'Suspended',
      why: 'it waits for somebody to merge branch env/dev-next',
    });
  });

  it('says how far back it looked for the commit', () => {
    const status = shown([application(healthy)], {
      facts: {
        commits: historyOf(
          { commit: revision, touched: ['other'] },
          { commit: older, touched: ['other'] },
        ),
      },
    });
    expect(status).toMatchObject({
      state: 'Healthy',
      revision,
      revisionOlderThan: 2,
    });
    expect(status.revisionMessage).toBeUndefined();
  });

  it('tells what was deployed before, newest first and never of tomorrow', () => {
    const history = Array.from({ length: 30 }, (_, id) => ({
      id,
      revision: `r${id}`,
      deployedAt: id === 29 ? '2099-01-01T00:00:00Z' : '2025-01-01T00:00:00Z',
      initiatedBy: id === 29 ? { automated: true } : null,
    }));
    const status = shown([application({ ...healthy, history })]);
    expect(status.history).toHaveLength(10);
    expect(status.history?.[0]).toEqual({
      id: 29,
      revisions: ['r29'],
      at: start + 60_000,
      by: 'automated',
    });
  });
});
