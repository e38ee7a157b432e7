import {
  driftOf,
  editedWeb,
  outOfSync,
  syncedApplication,
  webYaml,
} from '../../testing/driftWorld';
import { deployment } from '../../testing/syncWorld';
import { driftSummary } from './environmentDrift';

const web = { 'web.yaml': webYaml(3) };
const differing = [outOfSync()];

describe('drift', () => {
  it('names the field, both values, the manager and when it wrote, and that Argo CD puts it back', () => {
    const { objects, compared } = driftOf({
      app: syncedApplication(differing),
      newest: web,
      live: [editedWeb()],
    });
    expect(compared).toBe(1);
    expect(objects).toEqual([
      expect.objectContaining({
        ref: {
          cluster: 'spoke',
          group: 'apps',
          kind: 'Deployment',
          namespace: 'pay',
          name: 'web',
        },
        layer: 'tenant',
        state: 'differs',
        fields: [
          {
            kind: 'changed',
            path: 'spec.replicas',
            git: { text: '3' },
            cluster: { text: '5' },
            writer: {
              manager: 'kubectl-edit',
              operation: 'Update',
              at: Date.parse('2026-01-01T10:16:00Z'),
            },
          },
        ],
        putBack: { by: 'argocd', why: '' },
      }),
    ]);
  });

  it('is seen before Argo CD has looked, by when the field was written', () => {
    const synced = syncedApplication([outOfSync('web', { status: 'Synced' })]);
    const { objects } = driftOf({
      app: synced,
      newest: web,
      live: [editedWeb()],
    });
    expect(objects[0].state).toBe('differs');
  });

  it('is none where Argo CD has looked since and calls it the same', () => {
    const synced = syncedApplication(
      [outOfSync('web', { status: 'Synced' })],
      {},
      { reconciledAt: '2026-01-01T10:19:00Z' },
    );
    const { objects } = driftOf({
      app: synced,
      newest: web,
      live: [editedWeb()],
    });
    expect(objects).toEqual([
      expect.objectContaining({
        state: 'notCompared',
        fields: [],
        notCompared: [
          {
            path: 'spec.replicas',
            why: 'Argo CD has compared it and calls it the same',
          },
        ],
      }),
    ]);
  });

  it.each([
    ['self-heal is turned off', { prune: true }],
    ['automatic sync is turned off', undefined],
    ['automatic sync is turned off', { enabled: false, selfHeal: true }],
  ])('stays until somebody syncs: %s', (why, automated) => {
    const { objects } = driftOf({
      app: syncedApplication(differing, { automated }),
      newest: web,
      live: [editedWeb()],
    });
    expect(objects[0].putBack).toEqual({ by: 'sync', why });
  });

  it('waits where a sync window denies', () => {
    const { objects } = driftOf({
      app: syncedApplication(differing),
      newest: web,
      live: [editedWeb()],
      project: {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata: { name: 'pay-dev', namespace: 'argocd' },
        spec: {
          syncWindows: [
            {
              kind: 'deny',
              schedule: '0 10 * * *',
              duration: '1h',
              applications: ['*'],
            },
          ],
        },
      },
    });
    expect(objects[0].putBack).toEqual({
      by: 'later',
      why: 'a sync window (0 10 * * * for 1h) blocks it until 2026-01-01 11:00 UTC',
      until: Date.parse('2026-01-01T11:00:00Z'),
    });
  });

  it('is not what a newer commit says and nobody deployed yet', () => {
    const { objects } = driftOf({
      newest: { 'web.yaml': webYaml(4) },
      deployed: web,
      live: [deployment('web', { spec: { replicas: 3 } })],
    });
    expect(objects).toEqual([
      expect.objectContaining({
        state: 'notDeployed',
        fields: [
          {
            kind: 'notDeployed',
            path: 'spec.replicas',
            git: { text: '3' },
            newest: { text: '4' },
            cluster: { text: '3' },
          },
        ],
      }),
    ]);
    expect(objects[0].putBack).toBeUndefined();
  });

  it('stays in sight when a newer commit says a third thing', () => {
    const { objects } = driftOf({
      app: syncedApplication(differing),
      newest: { 'web.yaml': webYaml(4) },
      deployed: web,
      live: [editedWeb()],
    });
    expect(objects[0]).toMatchObject({
      state: 'differs',
      fields: [
        {
          kind: 'changed',
          git: { text: '3' },
          newest: { text: '4' },
          cluster: { text: '5' },
        },
      ],
    });
  });

  it('is none where the cluster holds what the newest commit says', () => {
    const { objects } = driftOf({
      newest: { 'web.yaml': webYaml(5) },
      deployed: web,
      live: [editedWeb()],
    });
    expect(objects).toEqual([]);
  });

  it('is none of a first deployment', () => {
    const { objects } = driftOf({
      app: syncedApplication(
        [outOfSync('web', { health: { status: 'Missing' } })],
        {},
        { history: undefined, operationState: undefined },
      ),
      newest: { ...web, 'api.yaml': webYaml(1, 'api') },
      deployed: 'never',
      live: [deployment('api', { spec: { replicas: 2 } })],
    });
    expect(objects.map(({ ref, state }) => [ref.name, state])).toEqual([
      ['api', 'notDeployed'],
      ['web', 'notDeployed'],
    ]);
  });

  it('is unclear where what was deployed cannot be read', () => {
    const { objects } = driftOf({
      app: syncedApplication(differing),
      newest: web,
      deployed: 'unreadable',
      live: [editedWeb()],
    });
    expect(objects[0].fields[0].kind).toBe('unclear');
  });

  it('names what was deleted, and says nothing where only our copy misses it', () => {
    const gone = driftOf({
      app: syncedApplication(differing),
      newest: web,
      live: [],
    });
    expect(gone.objects).toEqual([
      expect.objectContaining({
        state: 'deleted',
        putBack: { by: 'argocd', why: '' },
      }),
    ]);
    const ahead = driftOf({
      app: syncedApplication([outOfSync('web', { status: 'Synced' })]),
      newest: web,
      live: [],
    });
    expect(ahead.objects).toEqual([]);
  });

  it('names what Git no longer has, unless its annotation says it is nothing', () => {
    const extra = [outOfSync('old', { requiresPruning: true })];
    const old = (annotations: Record<string, string> = {}) => ({
      ...deployment('old'),
      metadata: { name: 'old', namespace: 'pay', annotations },
    });
    const state = (live: ReturnType<typeof old>) =>
      driftOf({
        app: syncedApplication(extra),
        newest: web,
        live: [live, deployment('web', { spec: { replicas: 3 } })],
      }).objects.map(({ ref, state: is, putBack }) => [ref.name, is, putBack]);
    expect(state(old())).toEqual([['old', 'extra', { by: 'argocd', why: '' }]]);
    expect(
      state(old({ 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' })),
    ).toEqual([]);
    expect(
      state(old({ 'argocd.argoproj.io/sync-options': 'Prune=false' })),
    ).toEqual([
      ['old', 'extra', { by: 'sync', why: 'its annotation forbids pruning' }],
    ]);
  });

  it.each([
    ['a JSON pointer', { jsonPointers: ['/spec/replicas'] }],
    ['a path of jq', { jqPathExpressions: ['.spec.replicas'] }],
    ['a manager', { managedFieldsManagers: ['kubectl-edit'] }],
  ])('leaves out what ignoreDifferences names by %s', (_, rule) => {
    const { objects } = driftOf({
      app: syncedApplication(differing, {
        spec: {
          ignoreDifferences: [{ group: 'apps', kind: 'Deployment', ...rule }],
        },
      }),
      newest: web,
      live: [editedWeb()],
    });
    expect(objects).toEqual([
      expect.objectContaining({
        state: 'ignored',
        fields: [expect.objectContaining({ kind: 'ignored' })],
      }),
    ]);
    expect(
      driftSummary({ ...driftOf({ newest: web, live: [] }), objects }),
    ).toBe(undefined);
  });

  it('is not compared where nobody can say what ignoreDifferences names', () => {
    const { objects } = driftOf({
      app: syncedApplication(differing, {
        spec: {
          ignoreDifferences: [
            {
              group: '*',
              kind: '*',
              jqPathExpressions: ['.. | .replicas?'],
            },
          ],
        },
      }),
      newest: web,
      live: [editedWeb()],
    });
    expect(objects).toEqual([
      expect.objectContaining({
        state: 'notCompared',
        notCompared: [
          {
            why: 'ignoreDifferences has an expression that is not evaluated here: .. | .replicas?',
          },
        ],
      }),
    ]);
  });
});
