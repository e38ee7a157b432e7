import {
  AppProject,
  permitsDestination,
  permitsKind,
  permitsSource,
} from './AppProject';

function project(spec: AppProject['spec']): AppProject {
  const metadata = { name: 'team' };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata,
    spec,
  };
}
function object(apiVersion: string, kind: string, name = 'x') {
  return { apiVersion, kind, metadata: { name } };
}

describe('AppProject', () => {
  it('permits repositories by pattern, with or without .git', () => {
    const some = project({ sourceRepos: ['https://git/a/*', 'https://git/b'] });
    expect(permitsSource(some, 'https://git/a/x.git')).toBe(true);
    expect(permitsSource(some, 'https://git/b.git')).toBe(true);
    expect(permitsSource(some, 'https://git/c')).toBe(false);
    expect(permitsSource(project({}), 'https://git/b')).toBe(false);
  });

  it('permits exact destinations and patterns', () => {
    const some = project({
      destinations: [{ name: 'dev', namespace: 'team-*' }],
    });
    expect(permitsDestination(some, { name: 'dev', namespace: 'team-a' })).toBe(
      true,
    );
    expect(permitsDestination(some, { name: 'dev', namespace: 'other' })).toBe(
      false,
    );
    expect(
      permitsDestination(some, { name: 'prod', namespace: 'team-a' }),
    ).toBe(false);
  });

  it('permits no cluster-wide kind that is not listed, and a listed one by name', () => {
    const list = [{ group: '', kind: 'Namespace', name: 'team-*' }];
    const some = project({ clusterResourceWhitelist: list });
    expect(permitsKind(some, object('v1', 'Namespace', 'team-a'), false)).toBe(
      true,
    );
    expect(permitsKind(some, object('v1', 'Namespace', 'other'), false)).toBe(
      false,
    );
    expect(permitsKind(project({}), object('v1', 'Namespace'), false)).toBe(
      false,
    );
  });

  it('permits all namespaced kinds without a list, else the listed ones', () => {
    const deployments = [{ group: 'apps', kind: 'Deployment' }];
    const white = project({ namespaceResourceWhitelist: deployments });
    const black = project({ namespaceResourceBlacklist: deployments });
    const deployment = object('apps/v1', 'Deployment');
    const quota = object('v1', 'ResourceQuota');
    expect(permitsKind(project({}), quota, true)).toBe(true);
    expect([white, black].map(p => permitsKind(p, deployment, true))).toEqual([
      true,
      false,
    ]);
    expect([white, black].map(p => permitsKind(p, quota, true))).toEqual([
      false,
      true,
    ]);
  });
});
