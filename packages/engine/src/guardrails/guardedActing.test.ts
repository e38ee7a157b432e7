import { KubernetesObject } from '../model';
import {
  changeApplication,
  clickedApplication,
  commits,
  startedOperation,
} from '../testing/actedWorld';
import { namespace } from '../testing/guardedTenant';

const refresh = 'argocd.argoproj.io/refresh';

function started(
  sync: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): KubernetesObject {
  return clickedApplication({ operation: startedOperation(sync, more) });
}

function automated(
  change: Record<string, unknown> = {},
  policy: object = {},
): KubernetesObject {
  const { spec } = clickedApplication() as unknown as { spec: object };
  return clickedApplication({
    spec: {
      ...spec,
      syncPolicy: {
        automated: { selfHeal: true, ...policy },
        syncOptions: ['FailOnSharedResource=true'],
      },
    },
    ...change,
  });
}

function annotated(
  base: KubernetesObject,
  annotations: Record<string, string>,
): KubernetesObject {
  return { ...base, metadata: { ...base.metadata, annotations } };
}

describe('the account that acts for teams, on Applications', () => {
  it.each<[string, Record<string, unknown>]>([
    ['what the Application follows', {}],
    ['what Argo CD compared', { revision: commits.compared }],
    ['a revision that it had', { revision: commits.earlier }],
    ['pruning', { prune: true }],
    ['a dry run', { dryRun: true }],
    [
      'some of its objects',
      {
        resources: [
          { group: 'apps', kind: 'Deployment', name: 'web', namespace: 'pay' },
        ],
      },
    ],
    ['force', { syncStrategy: { hook: { force: true } } }],
    ['no hooks', { syncStrategy: { apply: { force: false } } }],
    [
      'an option that weakens nothing',
      {
        syncOptions: ['FailOnSharedResource=true', 'ApplyOutOfSyncOnly=true'],
      },
    ],
  ])('starts a sync: %s', (_, sync) => {
    expect(changeApplication(started(sync))).toEqual([]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['manifests', { manifests: ['{}'] }],
    ['a source', { source: { repoURL: 'https://evil.example.com/x.git' } }],
    ['sources', { sources: [{ repoURL: 'https://evil.example.com/x.git' }] }],
    ['a count of attempts', { autoHealAttemptsCount: 1 }],
    ['a field of tomorrow', { anything: true }],
    ['a commit that nobody merged', { revision: commits.unmerged }],
    ['a branch', { revision: 'feature' }],
    ['commits that nobody merged', { revisions: [commits.unmerged] }],
    ['Replace', { syncOptions: ['FailOnSharedResource=true', 'Replace=true'] }],
    ['Force', { syncOptions: ['FailOnSharedResource=true', 'Force=true'] }],
    ['fewer options than the Application has', { syncOptions: [] }],
    ['a strategy of its own', { syncStrategy: { other: {} } }],
    ['more of a strategy', { syncStrategy: { hook: { force: true, x: 1 } } }],
    ['more of an object', { resources: [{ kind: 'Pod', exclude: true }] }],
  ])('starts no sync with %s', (_, sync) => {
    expect(changeApplication(started(sync))).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>]>([
    ['the name of a person of Argo CD', { initiatedBy: { username: 'admin' } }],
    ['no name', { initiatedBy: {} }],
    ['nobody', { initiatedBy: undefined }],
    [
      'a word that it was automated',
      {
        initiatedBy: {
          automated: true,
          username: 'groundwork/user:default/ada',
        },
      },
    ],
    ['retries', { retry: { limit: 5 } }],
    ['notes of another name', { info: [{ name: 'x', value: 'y' }] }],
    ['a long note', { info: [{ name: 'groundwork', value: 'x'.repeat(65) }] }],
    [
      'two notes',
      {
        info: [
          { name: 'groundwork', value: 'a' },
          { name: 'groundwork', value: 'b' },
        ],
      },
    ],
    ['no sync', { sync: undefined }],
  ])('starts no operation with %s', (_, more) => {
    const clean = JSON.parse(JSON.stringify(started({}, more)));
    expect(changeApplication(clean)).not.toEqual([]);
  });

  it('syncs what syncs by itself to what Argo CD compared, and to nothing older', () => {
    const sync = (revision: string, more: object = {}, policy: object = {}) =>
      changeApplication(
        automated(
          { operation: startedOperation({ revision, ...more }) },
          policy,
        ),
        automated({}, policy),
      );
    expect(sync(commits.compared)).toEqual([]);
    expect(sync(commits.earlier)).toHaveLength(1);
    expect(sync(commits.earlier, { dryRun: true })).toEqual([]);
    expect(sync(commits.earlier, {}, { enabled: false })).toEqual([]);
    expect(sync(commits.unmerged, { dryRun: true })).toHaveLength(1);
  });

  it('syncs several sources to what they were together', () => {
    const both = [commits.compared, commits.earlier];
    const before = clickedApplication({
      status: {
        sync: { revisions: both },
        history: [{ revisions: [commits.earlier, commits.earlier] }],
      },
    });
    const sync = (revisions: string[]) =>
      changeApplication(
        { ...before, operation: startedOperation({ revisions }) },
        before,
      );
    expect(sync(both)).toEqual([]);
    expect(sync([commits.earlier, commits.earlier])).toEqual([]);
    expect(sync([commits.compared, commits.compared])).toHaveLength(1);
  });

  it('starts nothing while an operation waits, and takes none away', () => {
    const waiting = started();
    expect(changeApplication(started({ prune: true }), waiting)).toHaveLength(
      1,
    );
    expect(changeApplication(clickedApplication(), waiting)).toHaveLength(1);
    expect(
      changeApplication(annotated(waiting, { [refresh]: 'normal' }), waiting),
    ).toEqual([]);
  });

  it('ends an operation that runs, and writes nothing else into the status', () => {
    const at = (status: Record<string, unknown>) =>
      clickedApplication({
        status: {
          ...(clickedApplication().status as object),
          ...status,
        },
      });
    const running = at({ operationState: { phase: 'Running', message: 'm' } });
    const to = (status: Record<string, unknown>) =>
      changeApplication(at(status), running);
    const ended = { phase: 'Terminating', message: 'm' };
    expect(to({ operationState: ended })).toEqual([]);
    expect(
      to({ operationState: { ...ended, phase: 'Succeeded' } }),
    ).toHaveLength(1);
    expect(to({ operationState: { ...ended, message: 'x' } })).toHaveLength(1);
    expect(to({ operationState: ended, history: [] })).toHaveLength(1);
    expect(
      to({ operationState: ended, sync: { revision: commits.unmerged } }),
    ).toHaveLength(1);
    expect(
      changeApplication(at({ operationState: { phase: 'Terminating' } })),
    ).toHaveLength(1);
    expect(
      changeApplication(clickedApplication({ status: undefined })),
    ).not.toEqual([]);
  });

  it.each(['normal', 'hard'])('asks for a %s refresh', kind => {
    expect(
      changeApplication(annotated(clickedApplication(), { [refresh]: kind })),
    ).toEqual([]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['spec', { spec: { project: 'default' } }],
    ['no spec', { spec: undefined }],
    ['labels', { metadata: { labels: {} } }],
    ['finalizers', { metadata: { finalizers: [] } }],
    [
      'owners',
      { metadata: { ownerReferences: [{ kind: 'Namespace', name: 'x' }] } },
    ],
    [
      'another annotation',
      {
        metadata: {
          annotations: { 'argocd.argoproj.io/skip-reconcile': 'true' },
        },
      },
    ],
    [
      'an unheard-of refresh',
      { metadata: { annotations: { [refresh]: 'everything' } } },
    ],
  ])('writes nothing else: %s', (_, { metadata, ...change }) => {
    const base = clickedApplication(change);
    const changed = {
      ...base,
      metadata: { ...base.metadata, ...(metadata as object) },
    };
    expect(changeApplication(JSON.parse(JSON.stringify(changed)))).not.toEqual(
      [],
    );
  });

  it('takes no annotation away', () => {
    const before = annotated(clickedApplication(), { note: 'kept' });
    expect(changeApplication(clickedApplication(), before)).toHaveLength(1);
    expect(
      changeApplication(
        annotated(before, { note: 'kept', [refresh]: 'normal' }),
        before,
      ),
    ).toEqual([]);
  });

  it('neither makes nor deletes one, nor acts where Argo CD is not', () => {
    const app = clickedApplication();
    expect(
      changeApplication(app, undefined, { operation: 'CREATE' }),
    ).not.toEqual([]);
    expect(
      changeApplication(app, app, { operation: 'DELETE', object: undefined }),
    ).not.toEqual([]);
    expect(changeApplication(app, app, { subresource: 'status' })).not.toEqual(
      [],
    );
    expect(changeApplication(started(), app, { namespace })).toHaveLength(1);
  });

  it('is the only one that is held to it', () => {
    expect(
      changeApplication(clickedApplication({ spec: {} }), undefined, {
        user: 'system:serviceaccount:argocd:argocd-server',
      }),
    ).toEqual([]);
  });
});
