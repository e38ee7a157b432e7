import {
  application,
  deployment,
  healthy,
  older,
  revision,
  statusOf,
  verdictOf,
} from '../../testing/syncWorld';

describe('the verdict on an Application', () => {
  it('that is syncing as progressing', () => {
    expect(
      verdictOf(
        application({
          ...healthy,
          operationState: {
            phase: 'Running',
            message: 'waiting for healthy state of Deployment/web',
          },
        }),
      ),
    ).toEqual({
      state: 'Progressing',
      why: 'syncing: waiting for healthy state of Deployment/web',
    });
  });

  it('whose sync was asked for as progressing', () => {
    expect(
      verdictOf(application(healthy, { operation: { sync: {} } })).state,
    ).toBe('Progressing');
  });

  it('that cannot be compared as degraded, in the words of Argo CD', () => {
    expect(
      verdictOf(
        application({
          sync: { status: 'Unknown' },
          health: { status: 'Healthy' },
          conditions: [
            {
              type: 'ComparisonError',
              message: 'Failed to load target state:\n  path does not exist',
            },
          ],
        }),
      ),
    ).toEqual({
      state: 'Degraded',
      why: 'Failed to load target state: path does not exist',
    });
  });

  it('whose sync failed as degraded, naming the object that was refused', () => {
    expect(
      verdictOf(
        application({
          ...healthy,
          sync: { status: 'OutOfSync', revision },
          operationState: {
            phase: 'Failed',
            message: 'one or more objects failed to apply',
            syncResult: {
              revision,
              resources: [
                {
                  kind: 'ResourceQuota',
                  name: 'q',
                  status: 'SyncFailed',
                  message: 'not permitted in project pay-dev',
                },
              ],
            },
          },
        }),
      ),
    ).toEqual({
      state: 'Degraded',
      why: 'ResourceQuota/q: not permitted in project pay-dev',
    });
  });

  it('by its present revision, not by an older failure', () => {
    expect(
      verdictOf(
        application({
          ...healthy,
          operationState: {
            phase: 'Failed',
            syncResult: { revision: older },
          },
        }),
      ).state,
    ).toBe('Healthy');
  });

  it('with an unwell object by that object', () => {
    expect(
      verdictOf(
        application({
          ...healthy,
          health: { status: 'Degraded' },
          resources: [
            {
              kind: 'Deployment',
              name: 'web',
              status: 'Synced',
              health: {
                status: 'Degraded',
                message: 'exceeded its progress deadline',
              },
            },
          ],
        }),
      ),
    ).toEqual({
      state: 'Degraded',
      why: 'Deployment/web: exceeded its progress deadline',
    });
  });

  const drifted = (automated: unknown, autoHealAttemptsCount?: number) =>
    application(
      {
        ...healthy,
        sync: { status: 'OutOfSync', revision },
        resources: [
          {
            group: 'apps',
            kind: 'Deployment',
            name: 'web',
            status: 'OutOfSync',
          },
          { kind: 'Service', name: 'web', status: 'Synced' },
        ],
        operationState: {
          phase: 'Succeeded',
          syncResult: { revision },
          operation: { sync: { autoHealAttemptsCount } },
        },
      },
      { automated },
    );

  it('with drift as degraded where nothing restores it, naming the object', () => {
    expect(verdictOf(drifted({}), { spoke: [deployment()] })).toEqual({
      state: 'Degraded',
      why: 'Deployment/web differs from Git; self-heal is turned off',
    });
  });

  it('with drift as progressing while self-heal puts it back', () => {
    expect(verdictOf(drifted({ selfHeal: true })).state).toBe('Progressing');
  });

  it('that something else keeps writing as degraded', () => {
    expect(verdictOf(drifted({ selfHeal: true }, 5))).toMatchObject({
      state: 'Degraded',
      why: expect.stringContaining('restored 5 times'),
    });
  });

  const behind = (automated: unknown) =>
    application(
      {
        ...healthy,
        sync: { status: 'OutOfSync', revision },
        operationState: {
          phase: 'Succeeded',
          syncResult: { revision: older },
        },
        resources: [{ kind: 'Deployment', name: 'web', status: 'OutOfSync' }],
      },
      { automated },
    );

  it('behind Git as progressing where it syncs by itself', () => {
    expect(verdictOf(behind({}))).toEqual({
      state: 'Progressing',
      why: 'aaaaaaa is about to be synced',
    });
  });

  it('behind Git as suspended where somebody has to press sync', () => {
    expect(verdictOf(behind(undefined)).state).toBe('Suspended');
    expect(verdictOf(behind({ enabled: false })).state).toBe('Suspended');
  });

  it('whose objects Git dropped as degraded where nothing prunes them', () => {
    expect(
      verdictOf(
        application(
          {
            ...healthy,
            sync: { status: 'OutOfSync', revision },
            resources: [
              {
                kind: 'ConfigMap',
                name: 'old',
                status: 'OutOfSync',
                requiresPruning: true,
              },
            ],
          },
          { automated: { selfHeal: true } },
        ),
      ),
    ).toEqual({
      state: 'Degraded',
      why: 'ConfigMap/old is no longer in Git, and automatic pruning is off',
    });
  });

  it('of several sources by all of their revisions', () => {
    const many = (revisions: string[]) =>
      application(
        {
          sync: { status: 'OutOfSync', revisions: [revision, revision] },
          health: { status: 'Healthy' },
          operationState: { phase: 'Succeeded', syncResult: { revisions } },
        },
        { automated: {} },
      );
    expect(verdictOf(many([revision, older])).state).toBe('Progressing');
    expect(verdictOf(many([revision, revision])).state).toBe('Degraded');
  });

  it('leaves what Argo CD cannot reach to the platform', () => {
    const broken = (message: string) =>
      statusOf([
        application({
          sync: { status: 'Unknown' },
          health: { status: 'Healthy' },
          conditions: [{ type: 'ComparisonError', message }],
        }),
      ]).environments[0].fixableBy;
    expect(broken('failed to get cluster info: dial tcp: refused')).toBe(
      'platform',
    );
    expect(broken('accumulating resources: web.yaml: no such file')).toBe(
      'tenant',
    );
  });
});
