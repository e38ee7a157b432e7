import { KubernetesObject } from '../../model';
import {
  application,
  deployment,
  healthy,
  shown,
  statusOf,
  web,
} from '../../testing/syncWorld';

const start = Date.parse('2026-01-01T10:00:00Z');

describe('an Application of Applications', () => {
  const parent = (status: object) =>
    application(
      {
        ...healthy,
        health: { status: 'Degraded' },
        resources: [
          {
            group: 'argoproj.io',
            kind: 'Application',
            namespace: 'argocd',
            name: 'pay-web',
            status: 'Synced',
          },
          null,
        ],
        ...status,
      },
      { name: 'pay-dev' },
    );
  const child = application(
    {
      ...healthy,
      health: { status: 'Degraded' },
      resources: [
        {
          ...web,
          status: 'Synced',
          health: { status: 'Degraded', message: 'no replica is up' },
        },
      ],
    },
    { name: 'pay-web' },
  );
  const rowOf = (...apps: KubernetesObject[]) =>
    statusOf(apps, [], ['dev'], { now: start }).environments[0];

  it('tells trouble once, where it is', () => {
    const row = rowOf(parent({}), child);
    expect(row.why).toBe('pay-web: Deployment/web: no replica is up');
    expect(row.applications).toMatchObject([
      { ref: { name: 'pay-dev' }, children: ['pay-web'], cause: 'pay-web' },
      { ref: { name: 'pay-web' }, parent: 'pay-dev' },
    ]);
  });

  it('speaks for itself where it has trouble of its own', () => {
    const row = rowOf(
      parent({
        conditions: [{ type: 'ComparisonError', message: 'kustomize build' }],
      }),
      child,
    );
    expect(row.applications[0].cause).toBeUndefined();
    expect(row.why).toContain('kustomize build');
  });

  it('names no Application of others', () => {
    expect(JSON.stringify(rowOf(parent({})).applications[0].children)).toBe(
      undefined,
    );
  });
});

describe('an object of two Applications', () => {
  const marked = (mark: string) =>
    deployment('web', {
      metadata: {
        name: 'web',
        namespace: 'pay',
        generation: 1,
        annotations: { 'argocd.argoproj.io/tracking-id': mark },
      },
    });
  const listing = (more: object = {}) =>
    application({
      ...healthy,
      resources: [{ ...web, status: 'Synced' }],
      ...more,
    });
  const sharedBy = (mark: string, app = listing()) =>
    shown([app], { spoke: [marked(mark)] });

  it('is told by the mark that Argo CD left on it, and names no stranger', () => {
    const status = sharedBy('rivals-dev:apps/Deployment:pay/web');
    expect(status).toMatchObject({
      state: 'Degraded',
      fixableBy: 'platform',
      why: 'Deployment/web is also managed by an Application of another team; each sync of one reverts the other',
    });
    expect(JSON.stringify(status)).not.toContain('rivals');
  });

  it.each([
    ['its own', 'pay-dev:apps/Deployment:pay/web'],
    ['its own with its namespace', 'argocd_pay-dev:apps/Deployment:pay/web'],
    ['copied from another object', 'rivals-dev:apps/Deployment:pay/old'],
    ['odd', ':apps/Deployment:pay/web'],
  ])('is none where the mark is %s', (_, mark) => {
    expect(sharedBy(mark).state).toBe('Healthy');
  });

  it('is none where Argo CD has just looked and warns of nothing', () => {
    const app = listing({ reconciledAt: '2026-01-01T10:00:30Z' });
    expect(sharedBy('rivals-dev:apps/Deployment:pay/web', app).state).toBe(
      'Healthy',
    );
  });
});
