import type { KubernetesObject } from '../model';
import {
  adoptedOf,
  adoptedOwner,
  foundObject,
} from '../testing/adoptedObjects';
import { adoptedGroups } from './adoptedGroups';

const namespace = foundObject('Namespace', 'pay-old');
const ports = [{ port: 5432, protocol: 'TCP' }];
const outside = { ipBlock: { cidr: '10.0.0.0/8' } };

const policy = (spec: object) => ({
  ...foundObject('NetworkPolicy', 'allow-egress-db', {
    spec: { podSelector: {}, policyTypes: ['Egress'], ...spec },
  }),
  apiVersion: 'networking.k8s.io/v1',
});

const project = (environment: string, spec: object): KubernetesObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: `payments-${environment}`, namespace: 'argocd' },
  spec,
});

const inBoth = (dev: object, prod: object) =>
  adoptedOf([], {
    rules: ['dev', 'prod'].map(environment => ({
      namespace: 'pay-old',
      environment,
      owner: adoptedOwner,
      tenant: 'payments',
    })),
    groups: { 'group:default/audit': 'oidc:audit' },
    objects: [
      { object: namespace, cluster: 'spoke-dev' },
      { object: namespace, cluster: 'prod' },
      { object: project('dev', dev), cluster: 'hub' },
      { object: project('prod', prod), cluster: 'prod' },
    ],
  });

describe('what a tenant is given', () => {
  const waysOut = (spec: object) =>
    adoptedOf([namespace, policy(spec)]).tenants[0].grants.filter(each =>
      each.startsWith('ways out'),
    );

  it('is a way out that all of its pods have', () => {
    expect(waysOut({ egress: [{ to: [outside], ports }] })).toHaveLength(1);
  });

  it.each<[string, object]>([
    [
      'some pods',
      {
        podSelector: { matchLabels: { app: 'x' } },
        egress: [{ to: [outside], ports }],
      },
    ],
    [
      'some pods by an expression',
      {
        podSelector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
        egress: [{ to: [outside], ports }],
      },
    ],
    [
      'a peer that is narrower than a request can say',
      {
        egress: [
          {
            to: [
              {
                namespaceSelector: {
                  matchLabels: { 'kubernetes.io/metadata.name': 'db' },
                },
                podSelector: {
                  matchExpressions: [{ key: 'a', operator: 'Exists' }],
                },
              },
            ],
            ports,
          },
        ],
      },
    ],
    [
      'several peers',
      {
        egress: [{ to: [outside, { ipBlock: { cidr: '11.0.0.0/8' } }], ports }],
      },
    ],
  ])('is no way out of %s', (_, spec) => {
    expect(waysOut(spec)).toEqual([]);
  });

  it('is no viewer in environments that it has none in', () => {
    const roles = [{ name: 'viewer', groups: ['oidc:audit'] }];
    const both = inBoth({ roles }, { roles }).tenants[0];
    expect(both.grants).toContain('viewers: group:default/audit');
    const one = inBoth({ roles }, { roles: [] }).tenants[0];
    expect(one.grants).toEqual([
      expect.stringMatching(/^group:default\/audit may look in dev alone/),
    ]);
  });

  it('is a repository of all environments, with where it is now', () => {
    const url = 'https://git.example.com/dev.git';
    const { grants } = inBoth({ sourceRepos: [url] }, {}).tenants[0];
    expect(grants).toEqual([
      `repositories: ${url}`,
      `repository ${url} is there in dev alone, and would be allowed in all environments`,
    ]);
  });

  it.each([
    'https://me:hunter2secret@git.example.com/x.git',
    'https://me:hunter2/secret@git.example.com/x.git',
    `https://me:hunter2${'secret'.repeat(20)}@git.example.com/x.git`,
    'https://glpat-hunter2hunter2hunter2@git.example.com/x.git',
  ])('is never told with a login: %s', url => {
    const adoption = inBoth({ sourceRepos: [url] }, { sourceRepos: [url] });
    expect(adoption.tenants[0].left).toHaveLength(1);
    expect(
      JSON.stringify({ ...adoption, files: [] }).match(/hunter2/),
    ).toBeNull();
  });
});

describe('what is told of several objects', () => {
  const changed = (name: string, there: string) => ({
    fate: 'changed' as const,
    group: '',
    kind: 'ServiceAccount',
    name,
    differences: [{ path: 'a', there }],
  });

  it('has all of their differences', () => {
    const groups = adoptedGroups(
      [changed('a', '1'), changed('b', '1'), changed('c', '2')],
      8,
    );
    expect(
      groups.map(({ names, differences }) => [names, differences]),
    ).toEqual([
      [['a', 'b'], [{ path: 'a', there: '1' }]],
      [['c'], [{ path: 'a', there: '2' }]],
    ]);
  });

  it('has what people say to OpenShift and Rancher by labels', () => {
    const labels = {
      'field.cattle.io/projectId': 'p-1',
      'openshift.io/cluster-monitoring': 'true',
      'lifecycle.cattle.io/create.namespace-auth': 'true',
    };
    const { metadata } = adoptedOf([
      { ...namespace, metadata: { ...namespace.metadata, labels } },
    ]);
    expect(metadata.map(({ key }) => key)).toEqual([
      'field.cattle.io/projectId',
      'openshift.io/cluster-monitoring',
    ]);
  });
});
