import { KubernetesObject } from '../../model';
import {
  Fields,
  object,
  tenantLabels,
  codesOf,
  platform,
} from '../../testing/checkWorld';

describe('check of projects and Applications', () => {
  const project = (spec: Fields) =>
    object(
      'argoproj.io/v1alpha1',
      'AppProject',
      'pay-dev',
      'argocd',
      {
        spec: {
          sourceRepos: ['https://git.example.com/platform/estate.git'],
          destinations: [{ name: 'spoke-dev', namespace: 'pay' }],
          namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deployment' }],
          ...spec,
        },
      },
      { labels: tenantLabels('pay') },
    );
  const application = (spec: Fields) =>
    object(
      'argoproj.io/v1alpha1',
      'Application',
      'pay-dev',
      'argocd',
      {
        spec: {
          project: 'pay-dev',
          source: { repoURL: 'git@git.example.com:platform/estate' },
          destination: { name: 'spoke-dev', namespace: 'pay' },
          ...spec,
        },
      },
      { labels: tenantLabels('pay') },
    );
  const withHub = (...hub: KubernetesObject[]) => codesOf([], [], { hub });

  it('takes an Application that its project takes', () => {
    const https = { repoURL: 'https://git.example.com/platform/estate' };
    expect(withHub(project({}), application({ source: https }))).toEqual([]);
  });

  it.each([
    [
      'a repository that is not of the project',
      { source: { repoURL: 'https://git.example.com/other' } },
      'error RepositoryNotPermitted',
    ],
    [
      'a second source that is not of the project',
      {
        source: undefined,
        sources: [{ repoURL: 'https://git.example.com/other' }],
      },
      'error RepositoryNotPermitted',
    ],
    [
      'a namespace that is not of the project',
      {
        source: { repoURL: 'https://git.example.com/platform/estate' },
        destination: { name: 'spoke-dev', namespace: 'shop' },
      },
      'error DestinationNotPermitted',
    ],
    [
      'a project that is not there',
      { project: 'gone' },
      'error ProjectNotFound',
    ],
  ])('refuses %s', (_title, spec, code) => {
    expect(withHub(project({}), application(spec))).toEqual([code]);
  });

  it('refuses a project whose pattern takes the namespace of another tenant', () => {
    const wide = project({
      destinations: [
        { name: 'spoke-dev', namespace: 'pay' },
        { name: 'spoke-dev', namespace: 's*' },
      ],
    });
    expect(withHub(wide)).toEqual(['error ProjectTooWide']);
  });

  it('warns of cluster-wide kinds and of any repository', () => {
    const loose = project({
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      sourceRepos: ['*'],
    });
    expect(withHub(loose)).toEqual([
      'warning ProjectAllowsClusterKinds',
      'warning ProjectAllowsAnyRepository',
    ]);
  });

  describe('where a global project adds to it', () => {
    const [dev, ...others] = platform.environments;
    const whole = (labelSelector: object) => ({
      ...platform,
      environments: [
        {
          ...dev,
          argocd: {
            ...dev.argocd,
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
        },
        ...others,
      ],
    });
    const forAll = object(
      'argoproj.io/v1alpha1',
      'AppProject',
      'for-all',
      'argocd',
      {
        spec: {
          sourceRepos: ['https://git.example.com/other'],
          clusterResourceWhitelist: [{ group: '*', kind: '*' }],
        },
      },
    );
    const other = application({
      source: { repoURL: 'https://git.example.com/other' },
    });
    const said = (labelSelector: object, ...hub: KubernetesObject[]) =>
      codesOf([], [], {
        hub: [project({}), other, ...hub],
        platform: whole(labelSelector),
      });

    it('takes what that one takes, and tells of what it opens', () => {
      expect(said({}, forAll)).toEqual(['warning ProjectAllowsClusterKinds']);
    });

    it.each([
      ['does not match', { matchLabels: { team: 'x' } }, [forAll]],
      ['is not there', {}, []],
    ])('is as it is where that one %s', (_title, selector, hub) => {
      expect(said(selector, ...hub)).toEqual(['error RepositoryNotPermitted']);
    });
  });

  it('refuses planned objects of kinds that the project does not let in', () => {
    const quota = object(
      'v1',
      'ResourceQuota',
      'mine',
      'pay',
      { spec: { hard: {} } },
      { labels: tenantLabels('pay') },
    );
    expect(codesOf([], [quota], { hub: [project({})] })).toEqual([
      'error KindNotPermitted',
    ]);
  });
});
