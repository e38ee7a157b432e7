import { growth } from '../../testing/growth';
import {
  application,
  platform,
  healthy,
  repository,
  revision,
  shown,
  web,
} from '../../testing/syncWorld';

describe('what a project does not let an Application do', () => {
  const project = (spec: object) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'pay-dev', namespace: 'argocd' },
    spec: {
      sourceRepos: ['*'],
      destinations: [{ server: '*', namespace: '*' }],
      ...spec,
    },
  });
  const behind = application(
    {
      ...healthy,
      sync: { status: 'OutOfSync', revision },
      resources: [{ ...web, status: 'OutOfSync' }],
      operationState: null,
      history: null,
    },
    {
      automated: {},
      spec: {
        destination: { server: 'https://10.0.0.1', namespace: 'pay' },
        source: { repoURL: repository, path: 'tenants/pay/dev' },
      },
    },
  );

  it.each([
    [{}, 'Progressing', 'is about to be synced'],
    [{ sourceRepos: [] }, 'Degraded', 'takes nothing from repository'],
    [
      { destinations: [{ server: '*', namespace: 'other' }] },
      'Degraded',
      'does not deploy to namespace pay',
    ],
    [
      { namespaceResourceWhitelist: [{ group: '', kind: '*' }] },
      'Degraded',
      'does not take the kind of Deployment/web',
    ],
  ])('with %j is %s', (spec, state, why) => {
    const status = shown([behind, project(spec)]);
    expect(status.state).toBe(state);
    expect(status.why).toContain(why);
    expect(
      shown([application(healthy), project({ sourceRepos: [] })]).state,
    ).toBe('Healthy');
  });
});

describe('thousands of objects', () => {
  it('are held against a long list of kinds no longer than there are of them', () => {
    const kinds = Array.from({ length: 40 }, (_, i) => ({
      group: 'apps',
      kind: i === 39 ? 'Deployment' : `K${i}*`,
    }));
    const project = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'pay-dev', namespace: 'argocd' },
      spec: {
        sourceRepos: ['*'],
        destinations: [{ server: '*', namespace: '*' }],
        namespaceResourceWhitelist: kinds,
      },
    };
    const appOf = (size: number) =>
      application(
        {
          ...healthy,
          sync: { status: 'OutOfSync', revision },
          resources: Array.from({ length: size }, (_, i) => ({
            ...web,
            name: `web-${i}`,
            status: 'OutOfSync',
          })),
          operationState: null,
          history: null,
        },
        { automated: {} },
      );
    expect(growth(size => shown([appOf(size), project]), 500)).toBeLessThan(6);
    expect(shown([appOf(500), project]).state).toBe('Progressing');
  });
});

describe('a global project', () => {
  const object = (
    name: string,
    spec: object,
    labels?: Record<string, string>,
  ) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name, namespace: 'argocd', ...(labels ? { labels } : {}) },
    spec,
  });
  const own = object(
    'pay-dev',
    { destinations: [{ server: '*', namespace: '*' }] },
    { kind: 'tenant' },
  );
  const forAll = object('for-all', {
    sourceRepos: ['*'],
    syncWindows: [
      {
        kind: 'deny',
        schedule: '* * * * *',
        duration: '1h',
        applications: ['*'],
        description: 'freeze of the year',
      },
    ],
  });
  const withGlobal = (labelSelector: object) => ({
    ...platform,
    environments: platform.environments.map(each => ({
      ...each,
      argocd: {
        ...each.argocd,
        globalProjects: [
          {
            projectName: 'for-all',
            labelSelector: {
              matchLabels: {},
              matchExpressions: [],
              ...labelSelector,
            },
          },
        ],
      },
    })),
  });
  const behind = application(
    {
      ...healthy,
      sync: { status: 'OutOfSync', revision },
      resources: [{ ...web, status: 'OutOfSync' }],
      operationState: null,
      history: null,
    },
    { automated: {} },
  );

  it('opens sources and closes windows for the projects that it matches', () => {
    const status = shown([behind, own, forAll], { platform: withGlobal({}) });
    expect(status.state).toBe('Suspended');
    expect(status.hold).toMatchObject({
      why: 'denied',
      window: 'freeze of the year',
    });
  });

  it('is no matter for the others', () => {
    const status = shown([behind, own, forAll], {
      platform: withGlobal({ matchLabels: { kind: 'other' } }),
    });
    expect(status.hold).toBeUndefined();
    expect(status.why).toContain('takes nothing from repository');
  });
});
