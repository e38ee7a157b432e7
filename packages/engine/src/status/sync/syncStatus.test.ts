import { KubernetesObject } from '../../model';
import {
  application,
  healthy,
  namespace,
  platform,
  revision,
  statusOf,
  verdictOf,
} from '../../testing/syncWorld';
import { platformSchema } from '../../platform';
import { syncStatus } from './syncStatus';
import { arraySnapshot } from '../../snapshot';

describe('syncStatus', () => {
  it('is healthy when all Applications are synced and healthy, and tells the revision', () => {
    const status = statusOf(
      [
        application(healthy),
        application(healthy, {
          name: 'platform-dev-pay-cluster',
          project: 'tenancy-platform',
        }),
      ],
      [],
      ['dev'],
      { now: Date.parse('2026-01-01T10:05:00Z') },
    );
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
      fixableBy: 'platform',
    });
  });

  it('misses nothing of a tenant that drains', () => {
    const draining = (...objects: KubernetesObject[]) =>
      syncStatus(
        {
          name: 'pay',
          environments: ['dev'],
          requested: true,
          draining: ['dev'],
        },
        arraySnapshot([
          { cluster: 'hub', objects, asOf: 5 },
          { cluster: 'spoke', objects: [namespace('pay', 'dev')], asOf: 5 },
          { cluster: 'prod', objects: [], asOf: 5 },
        ]),
        { platform, now: 10 },
      );
    expect(draining(application(healthy)).state).toBe('Progressing');
    expect(draining()).toMatchObject({
      state: 'Suspended',
      why: 'dev: drained: its workloads were removed on purpose',
    });
  });

  it('does not know an Application that no controller has looked at', () => {
    expect(verdictOf(application(undefined))).toEqual({
      state: 'Unknown',
      why: 'Argo CD has reported nothing about it',
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
});

describe('an Application that was there before any request', () => {
  const adopted = (more: object = {}) =>
    application(healthy, {
      name: 'payments',
      project: 'default',
      metadata: { labels: {}, ...more },
      spec: { destination: { name: 'spoke', namespace: 'pay' } },
    });
  const here = platformSchema.parse({
    ...platform,
    environments: platform.environments.map(each =>
      each.name === 'dev'
        ? {
            ...each,
            argocd: { ...each.argocd, destination: { name: 'spoke' } },
          }
        : each,
    ),
  });
  const of = (app: KubernetesObject, requested?: boolean) =>
    syncStatus(
      { name: 'pay', environments: ['dev'], requested },
      arraySnapshot([
        { cluster: 'hub', objects: [app], asOf: 5 },
        { cluster: 'spoke', objects: [namespace('pay', 'dev')], asOf: 5 },
      ]),
      { platform: here, now: 10 },
    ).environments[0];

  it('is judged by where it deploys to, whatever its name', () => {
    expect(of(adopted())).toMatchObject({
      state: 'Healthy',
      applications: [{ ref: { name: 'payments' }, layer: 'tenant' }],
    });
    expect(of(adopted(), false).state).toBe('Healthy');
  });

  it('stands in for none that a request made', () => {
    expect(of(adopted(), true)).toMatchObject({
      state: 'Missing',
      why: 'Argo CD has not created Application pay-dev yet',
    });
  });

  it("is nobody's with another tenant's label, or in a namespace that anybody may write to", () => {
    const labels = { 'tenancy.groundwork.dev/tenant': 'rivals' };
    expect(of(adopted({ labels })).applications).toEqual([]);
    expect(of(adopted({ namespace: 'rivals' })).applications).toEqual([]);
  });

  it('is not demanded of a tenant that only its namespaces tell of', () => {
    const stranger = application(healthy, {
      metadata: { name: 'x', namespace: 'elsewhere' },
      project: 'x',
    });
    expect(of(stranger, false)).toMatchObject({
      state: 'Missing',
      why: "no Application of Argo CD deploys to the tenant's namespace",
    });
  });
});
