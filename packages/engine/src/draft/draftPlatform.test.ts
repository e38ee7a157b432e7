import fc from 'fast-check';
import type { KubernetesObject } from '../model';
import { parsePlatform } from '../platform';
import type { DraftCluster } from './DraftCluster';
import { draftPlatform } from './draftPlatform';

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  more: Record<string, unknown> & { metadata?: object } = {},
): KubernetesObject => {
  const { metadata, ...rest } = more;
  return { apiVersion, kind, metadata: { name, ...metadata }, ...rest };
};
const inside = (namespace: string) => ({ metadata: { namespace } });
const namespace = (name: string, labels: Record<string, string> = {}) =>
  object('v1', 'Namespace', name, { metadata: { labels } });
const quota = (of: string, hard: object, spec: object = {}) =>
  object('v1', 'ResourceQuota', 'quota', {
    ...inside(of),
    spec: { hard, ...spec },
  });
const application = (home: string, destination: object) =>
  object('argoproj.io/v1alpha1', 'Application', 'web', {
    ...inside(home),
    spec: {
      destination,
      project: 'default',
      source: { repoURL: 'https://git.acme.example/apps.git', path: 'web' },
    },
  });

const cluster = (
  environment: string,
  objects: KubernetesObject[],
  more: Partial<DraftCluster> = {},
): DraftCluster => ({
  environment,
  cluster: `${environment}-cluster`,
  objects,
  definitions: [],
  ...more,
});

describe('draftPlatform', () => {
  it('takes the Argo CD that deploys to a cluster, by the name that it has there', () => {
    const home = object('argoproj.io/v1alpha1', 'AppProject', 'default', {
      ...inside('gitops'),
    });
    const { platform, notes } = draftPlatform([
      cluster('dev', [], { server: 'https://10.0.0.1:6443' }),
      cluster('hub', [
        home,
        application('teams', { server: 'https://10.0.0.1:6443/' }),
        application('more', { server: 'https://10.0.0.1:6443' }),
        application('named', { name: 'dev-cluster' }),
        application('gitops', { name: 'in-cluster' }),
        application('argocd', { server: 'https://kubernetes.default.svc' }),
      ]),
      cluster('edge', []),
    ]);
    expect(platform.environments.map(({ argocd }) => argocd)).toEqual([
      {
        cluster: 'hub-cluster',
        namespace: 'gitops',
        destination: { server: 'https://10.0.0.1:6443' },
        otherDestinations: [{ name: 'dev-cluster' }],
      },
      {
        cluster: 'hub-cluster',
        namespace: 'gitops',
        destination: { name: 'in-cluster' },
      },
      { cluster: 'hub-cluster', destination: { name: 'edge-cluster' } },
    ]);
    expect(platform.repository).toEqual({
      url: 'https://git.acme.example/apps.git',
    });
    const fields = notes.map(({ field }) => field);
    expect(fields).toContain('environments[2].argocd');
    expect(fields).not.toContain('environments[0].argocd');
  });

  it('makes tiers of what many namespaces have alike, the smallest first', () => {
    const small = { 'requests.cpu': '2', 'requests.memory': '4Gi', pods: '20' };
    const large = { cpu: '16', memory: '64Gi', pods: '200' };
    const { platform } = draftPlatform([
      cluster('dev', [
        ...['a', 'b', 'c'].flatMap(name => [
          namespace(name),
          quota(name, large),
        ]),
        ...['d', 'e'].flatMap(name => [
          namespace(name),
          quota(name, small),
          // Of some pods only, so it is not how much a team gets.
          quota(name, { pods: '1' }, { scopes: ['BestEffort'] }),
        ]),
        object('v1', 'LimitRange', 'limits', {
          ...inside('d'),
          spec: {
            limits: [{ type: 'Container', max: { cpu: '1', memory: '2Gi' } }],
          },
        }),
        namespace('kube-system'),
        quota('kube-system', { pods: '1' }),
      ]),
    ]);
    expect(Object.keys(platform.tiers)).toEqual(['small', 'medium']);
    expect(platform.tiers.small).toMatchObject({
      description: 'As 2 namespaces had it',
      quota: { requests: { cpu: '2', memory: '4Gi' }, pods: 20 },
      container: { max: { cpu: '1', memory: '2Gi' } },
    });
    expect(platform.tiers.medium.quota).toMatchObject({
      requests: { cpu: '16', memory: '64Gi' },
      pods: 200,
    });
  });

  it('takes what could not be read for nothing that is not there', () => {
    const argo = 'argoproj.io/Application';
    const { platform, notes } = draftPlatform([
      cluster('dev', [namespace('pay'), quota('pay', { pods: '3' })], {
        unread: ['networking.k8s.io/Ingress', argo],
      }),
      cluster('prod', [namespace('pay')], {
        unread: [
          '/ResourceQuota',
          'apiextensions.k8s.io/CustomResourceDefinition',
          'external-secrets.io/ClusterSecretStore',
          'gateway.networking.k8s.io/Gateway',
        ],
      }),
    ]);
    expect(Object.keys(platform.tiers)).toEqual(['small']);
    const text = notes.map(({ field, why }) => `${field}: ${why}`).join('\n');
    for (const told of [
      'tiers: ResourceQuota of prod-cluster could not be read, so its namespaces say nothing of tiers.',
      'environments[0].domains: Hostnames of Ingress could not be read.',
      'environments[1].domains: Hostnames of Gateway could not be read.',
      'environments[1].gateways: Gateways could not be read.',
      'environments[1].secretStores: ClusterSecretStores could not be read.',
      'environments[1].cni: Which kinds the cluster defines could not be read.',
      'Applications of dev-cluster could not be read.',
    ]) {
      expect(text).toContain(told);
    }
    expect(text).not.toMatch(/No Argo CD was found|No hostname was found/);
  });

  it('names the gateways that are open to teams, and the domains', () => {
    const gateway = object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'public',
      {
        ...inside('edge'),
        spec: {
          listeners: [
            {
              name: 'https',
              port: 443,
              protocol: 'HTTPS',
              hostname: '*.apps.acme.example',
              allowedRoutes: { namespaces: { from: 'All' } },
            },
            { name: 'own', port: 80, protocol: 'HTTP' },
          ],
        },
      },
    );
    const route = (host: string) =>
      object('gateway.networking.k8s.io/v1', 'HTTPRoute', host, {
        ...inside('pay'),
        spec: { hostnames: [host] },
      });
    const { platform, namespaces } = draftPlatform([
      cluster('dev', [
        namespace('edge'),
        namespace('longhorn-system'),
        namespace('pay', { 'acme.example/team': 'payments' }),
        gateway,
        route('pay.apps.acme.example'),
        route('acme.shop'),
        route('www.acme.shop'),
      ]),
    ]);
    expect(platform.environments[0]).toMatchObject({
      gateways: [
        {
          name: 'public',
          namespace: 'edge',
          listeners: [{ name: 'https', port: 443, protocol: 'HTTPS' }],
        },
      ],
      domains: ['apps.acme.example', 'acme.shop'],
    });
    expect(platform.naming).toEqual({ reserved: ['longhorn-system'] });
    expect(namespaces).toEqual([
      {
        environment: 'dev',
        namespace: 'pay',
        hints: ['acme.example/team: payments'],
      },
    ]);
  });

  it('names stores of known providers, and says which it leaves out', () => {
    const store = (name: string, provider: object) =>
      object('external-secrets.io/v1', 'ClusterSecretStore', name, {
        spec: { provider },
      });
    const { platform, notes } = draftPlatform([
      cluster('dev', [
        store('vault', {
          vault: { server: 'https://vault.acme.example', path: 'kv' },
        }),
        store('parameters', {
          aws: { service: 'ParameterStore', region: 'eu-west-1' },
        }),
        store('other', { gcpsm: { projectID: 'acme' } }),
      ]),
    ]);
    expect(platform.environments[0].secretStores).toEqual([
      {
        name: 'vault',
        provider: 'vault',
        scope: 'cluster',
        server: 'https://vault.acme.example',
        mount: 'kv',
      },
      {
        name: 'parameters',
        provider: 'awsParameterStore',
        scope: 'cluster',
        region: 'eu-west-1',
      },
    ]);
    expect(notes).toContainEqual({
      field: 'environments[0].secretStores',
      why: expect.stringContaining('other'),
    });
  });

  it('takes the beginning of groups from RoleBindings', () => {
    const { platform } = draftPlatform([
      cluster('dev', [
        object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'team', {
          ...inside('pay'),
          subjects: [
            { kind: 'Group', name: 'system:serviceaccounts' },
            { kind: 'Group', name: 'oidc:payments' },
          ],
        }),
      ]),
    ]);
    expect(platform.groups).toEqual({ template: 'oidc:${{ group }}' });
  });

  it('makes a configuration that is taken, whatever the clusters hold', () => {
    const text = fc.oneof(
      fc.constantFrom(
        '',
        'a',
        'a-system',
        'kube-system',
        '*.a.example',
        '0',
        '4Gi',
        '-1',
        'x'.repeat(300),
      ),
      fc.string(),
    );
    const value: fc.Arbitrary<unknown> = fc.oneof(
      text,
      fc.jsonValue({ maxDepth: 2 }),
    );
    const some = (...keys: string[]) =>
      fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: keys.length });
    const specs = fc.oneof(
      some('hostnames', 'host', 'rules', 'scopes', 'limits'),
      fc.record({ hard: some('pods', 'cpu', 'requests.memory', 'limits.cpu') }),
      fc.record({
        listeners: fc.array(
          some('name', 'port', 'protocol', 'hostname', 'tls'),
        ),
      }),
      fc.record({ provider: some('vault', 'aws', 'azurekv') }),
      fc.record({
        destination: some('name', 'server'),
        source: some('repoURL', 'chart'),
        project: value,
      }),
      fc.record({
        limits: fc.array(
          fc.record({
            type: fc.constant('Container'),
            max: some('cpu', 'memory'),
          }),
        ),
      }),
    );
    const kinds = [
      ['v1', 'Namespace'],
      ['v1', 'ResourceQuota'],
      ['v1', 'LimitRange'],
      ['argoproj.io/v1alpha1', 'Application'],
      ['argoproj.io/v1alpha1', 'AppProject'],
      ['gateway.networking.k8s.io/v1', 'Gateway'],
      ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
      ['networking.k8s.io/v1', 'Ingress'],
      ['external-secrets.io/v1', 'ClusterSecretStore'],
      ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ];
    const objects = fc.array(
      fc
        .record({
          kind: fc.constantFrom(...kinds),
          name: fc.oneof(fc.constantFrom('a', 'b', 'default'), text),
          namespace: fc.constantFrom('a', 'b', ''),
          spec: fc.oneof(specs, fc.jsonValue({ maxDepth: 1 })),
          subjects: fc.array(some('kind', 'name')),
        })
        .map(({ kind: [apiVersion, kind], name, namespace: home, ...rest }) =>
          object(apiVersion, kind, name, {
            metadata: { namespace: home },
            ...rest,
          }),
        ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(objects, objects, fc.boolean(), (dev, prod, isOne) => {
        const { platform } = draftPlatform([
          cluster('dev', dev, { server: 'https://a.example' }),
          cluster('prod', prod, isOne ? { cluster: 'dev-cluster' } : {}),
        ]);
        expect(parsePlatform(platform).environments).toHaveLength(2);
      }),
    );
  });
});
