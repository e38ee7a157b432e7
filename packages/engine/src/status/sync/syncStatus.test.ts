import { KubernetesObject } from '../../model';
import { platformSchema } from '../../platform';
import { UnknownEntry, arraySnapshot } from '../../snapshot';
import { smallPlatform } from '../../testing/smallPlatform';
import { syncStatus } from './syncStatus';

const [dev, prod] = smallPlatform().environments;
const platform = platformSchema.parse({
  ...smallPlatform(),
  environments: [
    {
      ...dev,
      cluster: 'spoke',
      argocd: { ...dev.argocd, url: 'https://argo.example.com/' },
    },
    prod,
  ],
});

const revision = 'a'.repeat(40);
const older = 'b'.repeat(40);

const namespace = (name: string, environment: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: {
      'tenancy.groundwork.dev/tenant': 'pay',
      'tenancy.groundwork.dev/environment': environment,
    },
  },
});

function application(
  status: unknown,
  rest: {
    name?: string;
    namespace?: string;
    project?: string;
    automated?: unknown;
    operation?: unknown;
  } = {},
): KubernetesObject {
  const {
    name = 'pay-dev',
    namespace: home = 'argocd',
    project = 'pay-dev',
  } = rest;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: home,
      labels: {
        'tenancy.groundwork.dev/tenant': 'pay',
        'tenancy.groundwork.dev/environment': 'dev',
      },
    },
    spec: {
      project,
      syncPolicy:
        rest.automated === undefined ? {} : { automated: rest.automated },
    },
    ...(rest.operation === undefined ? {} : { operation: rest.operation }),
    ...(status === undefined ? {} : { status }),
  };
}

const healthy = {
  sync: { status: 'Synced', revision },
  health: { status: 'Healthy' },
  history: [{ id: 1, revision, deployedAt: '2026-01-01T10:00:00Z' }],
  operationState: {
    phase: 'Succeeded',
    syncResult: { revision },
    finishedAt: '2026-01-01T10:00:01Z',
  },
};

function statusOf(
  hub: KubernetesObject[],
  unknowns: UnknownEntry[] = [],
  environments = ['dev'],
) {
  const snapshot = arraySnapshot(
    [
      { cluster: 'hub', objects: hub, asOf: 5 },
      { cluster: 'spoke', objects: [namespace('pay', 'dev')], asOf: 6 },
      { cluster: 'prod', objects: [], asOf: 7 },
    ],
    unknowns,
  );
  return syncStatus({ name: 'pay', environments }, snapshot, {
    platform,
    now: 10,
    facts: {
      revisions: {
        [revision]: {
          value: { message: 'Raise pool size', author: 'A. Ng' },
          asOf: 1,
          source: 'git',
        },
      },
    },
  });
}

const verdictOf = (app: KubernetesObject) => {
  const [environment] = statusOf([app]).environments;
  return { state: environment.state, why: environment.why };
};

describe('syncStatus', () => {
  it('is healthy when all Applications are synced and healthy, and tells the revision', () => {
    const status = statusOf([
      application(healthy),
      application(healthy, {
        name: 'platform-dev-pay-cluster',
        project: 'tenancy-platform',
      }),
    ]);
    expect(status).toMatchObject({ state: 'Healthy', why: '' });
    expect(status.environments[0]).toMatchObject({
      environment: 'dev',
      cluster: 'spoke',
      namespace: 'pay',
      asOf: 5,
    });
    expect(status.environments[0].applications).toMatchObject([
      {
        layer: 'tenant',
        ref: { cluster: 'hub', namespace: 'argocd', name: 'pay-dev' },
        sync: 'Synced',
        health: 'Healthy',
        revision,
        revisionMessage: 'Raise pool size',
        revisionAuthor: 'A. Ng',
        syncedAt: Date.parse('2026-01-01T10:00:00Z'),
        url: 'https://argo.example.com/applications/argocd/pay-dev',
      },
      { layer: 'platform' },
    ]);
  });

  it('misses an Application that Argo CD has not created', () => {
    expect(statusOf([])).toMatchObject({
      state: 'Missing',
      why: 'dev: Argo CD has not created Application pay-dev yet',
      mender: 'platform',
    });
  });

  it('does not know an Application that no controller has looked at', () => {
    expect(verdictOf(application(undefined))).toEqual({
      state: 'Unknown',
      why: 'no Argo CD has answered',
    });
  });

  it('keeps what was last known when the Argo CD cluster does not answer', () => {
    const status = statusOf(
      [application(healthy)],
      [{ cluster: 'hub', unknown: 'unreachable' }],
    );
    expect(status.environments[0]).toMatchObject({
      state: 'Unknown',
      why: 'cluster hub cannot be reached',
      asOf: 5,
      applications: [{ state: 'Healthy', revision }],
    });
  });

  it('finds the environments by itself where nobody names them', () => {
    const snapshot = arraySnapshot([
      { cluster: 'hub', objects: [application(healthy)], asOf: 5 },
      { cluster: 'spoke', objects: [], asOf: 5 },
      { cluster: 'prod', objects: [], asOf: 5 },
    ]);
    const { environments } = syncStatus('pay', snapshot, { platform, now: 10 });
    expect(environments.map(row => row.environment)).toEqual(['dev']);
  });

  it('is led by the worst environment', () => {
    expect(statusOf([application(healthy)], [], ['dev', 'prod'])).toMatchObject(
      {
        state: 'Missing',
        why: 'prod: Argo CD has not created Application pay-prod yet',
      },
    );
  });

  it('takes Applications of other namespaces only where the project does', () => {
    const stranger = application(healthy, {
      name: 'extra',
      namespace: 'elsewhere',
    });
    const project = (sourceNamespaces: string[]): KubernetesObject => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'pay-dev', namespace: 'argocd' },
      spec: { sourceNamespaces },
    });
    const names = (objects: KubernetesObject[]) =>
      statusOf(objects).environments[0].applications.map(({ ref }) => ref.name);
    expect(names([application(healthy), stranger])).toEqual(['pay-dev']);
    expect(names([application(healthy), stranger, project(['else*'])])).toEqual(
      ['extra', 'pay-dev'],
    );
  });

  describe('judges an Application', () => {
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

    it('that can not be compared as degraded, in the words of Argo CD', () => {
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

    const drifted = (automated: unknown, selfHealAttemptsCount?: number) =>
      application(
        {
          ...healthy,
          sync: { status: 'OutOfSync', revision },
          resources: [
            { kind: 'Deployment', name: 'web', status: 'OutOfSync' },
            { kind: 'Service', name: 'web', status: 'Synced' },
          ],
          operationState: {
            phase: 'Succeeded',
            syncResult: { revision },
            operation: { sync: { selfHealAttemptsCount } },
          },
        },
        { automated },
      );

    it('with drift as degraded where nothing mends it, naming the object', () => {
      expect(verdictOf(drifted({}))).toEqual({
        state: 'Degraded',
        why: 'Deployment/web was changed by hand and differs from Git; self-heal is off',
      });
    });

    it('with drift as progressing while self-heal puts it back', () => {
      expect(verdictOf(drifted({ selfHeal: true })).state).toBe('Progressing');
    });

    it('that something else keeps writing as degraded', () => {
      expect(verdictOf(drifted({ selfHeal: true }, 5))).toMatchObject({
        state: 'Degraded',
        why: expect.stringContaining('put back 5 times'),
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
        why: 'ConfigMap/old is no longer in Git and is not pruned by itself',
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
  });
});
