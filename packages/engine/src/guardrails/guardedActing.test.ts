import { KubernetesObject } from '../model';
import {
  actingPlatform,
  actor,
  changeApplication,
  changeOfTenant,
  clickedApplication,
  commits,
  startedOperation,
} from '../testing/actedWorld';
import { refusalsOf } from '../testing/admission';
import { admissionCost, budgets } from '../testing/cel/admissionCost';
import { guardedPlatform, namespace, object } from '../testing/guardedTenant';
import { many, worstPlatform } from '../testing/worstPlatform';
import { guardRails } from './guardRails';
import { acting } from './policies/acting';

const note = 'kubectl.kubernetes.io/restartedAt';
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

describe('the account that acts for teams, in their namespaces', () => {
  const template = (annotations?: Record<string, string>, more = {}) => ({
    metadata: { labels: { app: 'web' }, ...(annotations && { annotations }) },
    spec: { containers: [{ name: 'web', image: 'i' }] },
    ...more,
  });
  const deployment = (spec: object) =>
    object('apps/v1', 'Deployment', { replicas: 2, ...spec });
  const before = deployment({ template: template({ kept: 'x' }) });
  const at = { [note]: '2026-11-28T21:00:00Z' };

  it.each([
    ['deployments', 'Deployment'],
    ['statefulsets', 'StatefulSet'],
    ['daemonsets', 'DaemonSet'],
  ])('restarts %s', (resource, kind) => {
    const of = (annotations?: Record<string, string>) =>
      object('apps/v1', kind, { template: template(annotations) });
    expect(changeOfTenant(resource, of(at), of())).toEqual([]);
    expect(
      changeOfTenant(resource, of({ kept: 'x', ...at }), of({ kept: 'x' })),
    ).toEqual([]);
    expect(changeOfTenant(resource, of({ other: 'x' }), of())).toHaveLength(1);
    expect(changeOfTenant(resource, of(at), of({ kept: 'x' }))).toHaveLength(1);
    expect(
      changeOfTenant(resource, of({ [note]: 'x'.repeat(41) }), of()),
    ).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['replicas', { replicas: 3, template: template({ kept: 'x', ...at }) }],
    [
      'the image',
      {
        template: template(
          { kept: 'x', ...at },
          { spec: { containers: [{ name: 'web', image: 'evil' }] } },
        ),
      },
    ],
    [
      'labels of pods',
      {
        template: template(undefined, {
          metadata: { labels: {}, annotations: { kept: 'x', ...at } },
        }),
      },
    ],
    ['all of it', { template: undefined }],
  ])('writes nothing else of it: %s', (_, spec) => {
    expect(
      changeOfTenant(
        'deployments',
        JSON.parse(JSON.stringify(deployment(spec))),
        before,
      ),
    ).not.toEqual([]);
  });

  it('restarts a Rollout by its own field', () => {
    const rollout = (spec: object) =>
      object('argoproj.io/v1alpha1', 'Rollout', { replicas: 2, ...spec });
    const change = (spec: object) =>
      changeOfTenant('rollouts', rollout(spec), rollout({}));
    expect(change({ restartAt: '2026-11-28T21:00:00Z' })).toEqual([]);
    expect(
      change({ restartAt: '2026-11-28T21:00:00Z', replicas: 0 }),
    ).toHaveLength(1);
    expect(change({ paused: true })).toHaveLength(1);
  });

  it('has an ExternalSecret refreshed, and changes nothing of what it reads', () => {
    const secret = (
      annotations?: Record<string, string>,
      spec: object = { refreshInterval: '1h' },
    ) =>
      object(
        'external-secrets.io/v1',
        'ExternalSecret',
        spec,
        annotations && { annotations },
      );
    const change = (changed: KubernetesObject) =>
      changeOfTenant('externalsecrets', changed, secret());
    expect(change(secret({ 'force-sync': '1' }))).toEqual([]);
    expect(change(secret({ 'force-sync': 'x'.repeat(65) }))).toHaveLength(1);
    expect(change(secret({ 'force-sync': '1', more: 'x' }))).toHaveLength(1);
    expect(
      change(secret({ 'force-sync': '1' }, { refreshInterval: '0' })),
    ).toHaveLength(1);
  });

  it.each([
    ['pods', 'v1', 'Pod', 'exec'],
    ['pods', 'v1', 'Pod', 'eviction'],
    ['deployments', 'apps/v1', 'Deployment', 'scale'],
    ['secrets', 'v1', 'Secret', undefined],
    ['rolebindings', 'rbac.authorization.k8s.io/v1', 'RoleBinding', undefined],
    ['serviceaccounts', 'v1', 'ServiceAccount', 'token'],
  ])('leaves %s of %s alone', (resource, version, kind, subresource) => {
    for (const operation of [
      'CREATE',
      'UPDATE',
      'DELETE',
      'CONNECT',
    ] as const) {
      expect(
        changeOfTenant(resource, object(version, kind), object(version, kind), {
          subresource,
          operation,
        }),
      ).not.toEqual([]);
    }
  });

  it('stays out of namespaces that are no tenants of the environment', () => {
    const restarted = deployment({ template: template({ kept: 'x', ...at }) });
    const labels = (changed?: Record<string, string>) =>
      changeOfTenant('deployments', restarted, before, {
        namespace: {
          ...namespace,
          metadata: { name: 'pay', ...(changed && { labels: changed }) },
        },
      });
    expect(labels(namespace.metadata.labels as Record<string, string>)).toEqual(
      [],
    );
    expect(labels()).toHaveLength(1);
    expect(
      labels({
        'tenancy.groundwork.dev/tenant': 'pay',
        'tenancy.groundwork.dev/environment': 'prod',
      }),
    ).toHaveLength(1);
  });

  it('asks what it may', () => {
    const review: KubernetesObject = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'SelfSubjectReview',
      metadata: { name: '' },
    };
    expect(
      changeOfTenant('selfsubjectreviews', review, undefined, {
        operation: 'CREATE',
        namespace: undefined,
      }),
    ).toEqual([]);
  });

  it('is let through by the other guard rails', () => {
    const platform = actingPlatform();
    const restart = (user: string) =>
      refusalsOf(guardRails(platform, platform.environments[0]), {
        operation: 'UPDATE',
        resource: 'deployments',
        object: deployment({ template: template({ ...at }) }),
        oldObject: deployment({ template: template() }),
        user,
        namespace,
        everywhere: true,
      }).filter(message => /acts for teams|platform/.test(message));
    expect(restart(actor)).toEqual([]);
  });
});

it('the fence is a fraction of what an API server allows, for the largest Application', () => {
  const platform = worstPlatform();
  const [rule] = acting(platform, platform.environments[0], 'hub');
  const before = clickedApplication({
    status: {
      sync: { revision: commits.compared },
      history: many(100, id => ({ id, revision: `${id}`.padStart(40, '0') })),
      resources: many(20_000, i => ({ kind: 'ConfigMap', name: `map-${i}` })),
      operationState: { phase: 'Running' },
    },
  });
  const write = (changed: KubernetesObject) => ({
    operation: 'UPDATE' as const,
    resource: 'applications',
    user: actor,
    namespace: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'argocd' },
    },
    object: {
      ...changed,
      metadata: {
        ...changed.metadata,
        annotations: Object.fromEntries(
          many(500, i => [`note-${i}`, 'x'.repeat(500)]),
        ),
      },
    },
    oldObject: before,
  });
  const costs = [
    {
      ...before,
      operation: startedOperation({
        revision: `${99}`.padStart(40, '0'),
        resources: many(1000, i => ({ kind: 'ConfigMap', name: `map-${i}` })),
      }),
    },
    { ...before, status: { ...(before.status as object), history: [] } },
  ].map(each => admissionCost(rule, write(each)));
  for (const { expressions, conditions, policy } of costs) {
    expect(3 * Math.max(...Object.values(expressions))).toBeLessThan(
      budgets.expression,
    );
    expect(3 * conditions).toBeLessThan(budgets.conditions);
    expect(3 * policy).toBeLessThan(budgets.policy);
  }
});

it('nobody is fenced where nobody acts', () => {
  const platform = guardedPlatform();
  expect(acting(platform, platform.environments[0])).toEqual([]);
});
