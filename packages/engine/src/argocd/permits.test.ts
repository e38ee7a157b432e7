import { KubernetesObject } from '../model';
import { isDestinationPermitted } from './destinations';
import {
  deployerOf,
  isApplicationNamespacePermitted,
  isKindPermitted,
  isSourcePermitted,
} from './permits';

const project = (spec: Record<string, unknown>): KubernetesObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: 'p', namespace: 'argocd' },
  spec,
});

describe('sources of an AppProject', () => {
  it.each([
    [['https://g.example/pay.git'], 'https://G.example/pay', true],
    [['https://g.example/pay'], 'https://g.example/pay/', false],
    [['git@g.example:pay/a'], 'ssh://git@g.example/pay/a.git', true],
    [['git@g.example:pay/a'], 'https://g.example/pay/a', false],
    [['https://g.example/*'], 'https://g.example/pay', true],
    [['https://g.example/*'], 'https://g.example/pay/app', false],
    [['https://g.example/**'], 'https://g.example/pay/app', true],
    [['*'], 'https://g.example/pay/app', true],
    [['*', '!https://g.example/secret'], 'https://g.example/secret', false],
    // An exclusion alone takes all else.
    [['!https://g.example/secret'], 'https://anything.example/x', true],
    [['/g.example/'], 'https://g.example/x', false],
    [[], 'https://g.example/x', false],
  ])('%j takes %s: %j', (sourceRepos, url, wanted) => {
    expect(isSourcePermitted(project({ sourceRepos }), url)).toBe(wanted);
  });
});

describe('destinations of an AppProject', () => {
  const a = { server: 'https://a', name: 'a' };
  it.each([
    [[{ server: 'https://a', namespace: 'pay' }], a, 'pay', true],
    [[{ name: 'a', namespace: 'pay' }], a, 'pay', true],
    [[{ name: 'a', namespace: 'pay-*' }], a, 'pay', false],
    [[{ server: '*', namespace: '*' }], a, 'any', true],
    [[{ server: 'https://*', namespace: 'x' }], a, 'x', true],
    [[{ namespace: '*' }], a, 'pay', false],
    [[{ server: '*', namespace: '!kube-system' }], a, 'anything', true],
    [
      [
        { server: '*', namespace: '*' },
        { server: '*', namespace: '!kube-system' },
      ],
      a,
      'kube-system',
      false,
    ],
    // A namespace excluded by the cluster's name refuses nothing.
    [
      [
        { name: 'a', namespace: '*' },
        { name: 'a', namespace: '!kube-system' },
      ],
      a,
      'kube-system',
      true,
    ],
    // A cluster excluded by name refuses whatever the namespace.
    [
      [
        { server: '*', namespace: '*' },
        { name: '!a', namespace: 'other' },
      ],
      a,
      'pay',
      false,
    ],
    [
      [
        { server: '*', namespace: '*' },
        { server: '!https://a', namespace: 'other' },
      ],
      a,
      'pay',
      true,
    ],
    [[{ name: 'a', namespace: 'pay' }], { name: 'a' }, 'pay', true],
    [
      [{ server: 'https://a', namespace: 'pay' }],
      { name: 'a' },
      'pay',
      undefined,
    ],
    [[{ server: 'https://a', namespace: 'pay' }], { name: 'a' }, 'x', false],
    [[{ server: '*', namespace: 'pay' }], { name: 'a' }, 'pay', true],
    [[], a, 'pay', false],
  ])('%j: %j, %s: %j', (destinations, cluster, namespace, wanted) => {
    expect(
      isDestinationPermitted(project({ destinations }), {
        ...cluster,
        namespace,
      }),
    ).toBe(wanted);
  });

  it('cannot tell where only clusters of the project are taken', () => {
    const scoped = project({
      destinations: [{ server: '*', namespace: '*' }],
      permitOnlyProjectScopedClusters: true,
    });
    expect(isDestinationPermitted(scoped, { ...a, namespace: 'x' })).toBe(
      undefined,
    );
  });
});

describe('kinds of an AppProject', () => {
  const role = { group: 'rbac.authorization.k8s.io', kind: 'Role', name: 'x' };
  const space = { group: '', kind: 'Namespace', name: 'pay-dev' };
  it.each([
    ['no list, namespaced', {}, role, true, true],
    ['no list, cluster-wide', {}, space, false, false],
    ['an empty list', { namespaceResourceWhitelist: [] }, role, true, false],
    ['a null list', { namespaceResourceWhitelist: null }, role, true, true],
    [
      'a pattern of groups',
      { namespaceResourceWhitelist: [{ group: '*.k8s.io', kind: '*' }] },
      role,
      true,
      true,
    ],
    [
      'the blacklist last',
      {
        namespaceResourceBlacklist: [
          { group: 'rbac.authorization.k8s.io', kind: 'R*' },
        ],
      },
      role,
      true,
      false,
    ],
    [
      'a name that fits',
      {
        clusterResourceWhitelist: [
          { group: '', kind: 'Namespace', name: 'pay-*' },
        ],
      },
      space,
      false,
      true,
    ],
    [
      'a name that does not',
      {
        clusterResourceWhitelist: [
          { group: '', kind: 'Namespace', name: 'shop-*' },
        ],
      },
      space,
      false,
      false,
    ],
    [
      'braces, which shells alone know',
      { clusterResourceWhitelist: [{ group: '', kind: '{Namespace}' }] },
      space,
      false,
      false,
    ],
  ])('%s', (_title, spec, resource, namespaced, wanted) => {
    expect(isKindPermitted(project(spec), resource, namespaced)).toBe(wanted);
  });
});

describe('namespaces of Applications', () => {
  it.each([
    [[], 'argocd', true],
    [[], 'pay', false],
    [['pay'], 'pay', true],
    [['pay-*'], 'pay-dev', true],
    [['/pay/'], 'xpayx', true],
    [['/^pay$/'], 'pay-dev', false],
    [['!pay'], 'shop', false],
    [['/(?=pay)/'], 'pay', undefined],
  ])('%j takes %s: %j', (sourceNamespaces, namespace, wanted) => {
    const given = project({ sourceNamespaces });
    expect(isApplicationNamespacePermitted(given, namespace, 'argocd')).toBe(
      wanted,
    );
  });
});

describe('deployerOf', () => {
  const given = project({
    destinationServiceAccounts: [
      { server: 'https://a', namespace: 'pay', defaultServiceAccount: 'one' },
      { server: '*', namespace: '*', defaultServiceAccount: 'kube-system:all' },
    ],
  });
  it.each([
    ['https://a', 'pay', 'system:serviceaccount:pay:one'],
    ['https://b', 'pay', 'system:serviceaccount:kube-system:all'],
  ])('of %s, %s', (server, namespace, user) => {
    expect(deployerOf(given, { server, namespace }, 'argocd')).toBe(user);
  });

  it('is nobody where no entry matches', () => {
    const none = { server: 'https://a', namespace: 'pay' };
    expect(deployerOf(project({}), none, 'argocd')).toBe(undefined);
  });
});
