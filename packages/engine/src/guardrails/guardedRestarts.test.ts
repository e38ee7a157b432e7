import { KubernetesObject } from '../model';
import {
  actingPlatform,
  actor,
  changeOfTenant,
  clickedApplication,
  commits,
  startedOperation,
} from '../testing/actedWorld';
import { refusalsOf } from './admission';
import { admissionCost, budgets } from '../testing/cel/admissionCost';
import { guardedPlatform, namespace, object } from '../testing/guardedTenant';
import { many, worstPlatform } from '../testing/worstPlatform';
import { guardRails } from './guardRails';
import { acting } from './policies/acting';

const note = 'kubectl.kubernetes.io/restartedAt';

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
