import { KubernetesObject } from '../model';
import { parsePlatform, PlatformInput } from '../platform';
import { offeringPlatform } from '../testing/offeringPlatform';
import { platformWith } from '../testing/renderTenant';
import { renderPlatform } from './renderPlatform';

function rendered(platform: PlatformInput) {
  const { files } = renderPlatform(parsePlatform(platform));
  const objects = files.flatMap(file => file.objects);
  return {
    files,
    objects,
    of: (kind: string): KubernetesObject[] =>
      objects.filter(object => object.kind === kind),
  };
}

/** Both environments on the Argo CD of the first. */
function hub(): PlatformInput {
  const platform = offeringPlatform();
  platform.environments[1].argocd = {
    ...platform.environments[0].argocd,
    destination: { name: 'spoke-prod' },
  };
  return platform;
}

describe('renderPlatform', () => {
  it('has directories for the cluster and for Argo CD of each environment', () => {
    const { files } = rendered(offeringPlatform());
    expect(
      files.map(({ path, target }) => `${path} ${target?.cluster ?? ''}`),
    ).toEqual([
      'platform/dev/_shared/argocd/actor.yaml hub',
      'platform/dev/_shared/argocd/kustomization.yaml ',
      'platform/dev/_shared/argocd/project.yaml hub',
      'platform/dev/_shared/argocd/reader.yaml hub',
      'platform/dev/_shared/argocd/root.yaml hub',
      'platform/dev/_shared/cluster/actor.yaml spoke-dev',
      'platform/dev/_shared/cluster/guard-rails.yaml spoke-dev',
      'platform/dev/_shared/cluster/kustomization.yaml ',
      'platform/dev/_shared/cluster/reader.yaml spoke-dev',
      'platform/prod/_shared/argocd/actor.yaml prod',
      'platform/prod/_shared/argocd/kustomization.yaml ',
      'platform/prod/_shared/argocd/project.yaml prod',
      'platform/prod/_shared/argocd/reader.yaml prod',
      'platform/prod/_shared/argocd/root.yaml prod',
      'platform/prod/_shared/cluster/actor.yaml prod',
      'platform/prod/_shared/cluster/guard-rails.yaml prod',
      'platform/prod/_shared/cluster/kustomization.yaml ',
      'platform/prod/_shared/cluster/reader.yaml prod',
    ]);
  });

  it('has one project for all environments of an Argo CD, with their clusters and exactly our kinds', () => {
    const projects = rendered(hub()).of('AppProject');
    expect(projects).toHaveLength(1);
    expect(projects[0].spec).toMatchObject({
      sourceRepos: ['https://git.example.com/platform/estate.git'],
      destinations: [
        { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
        { name: 'spoke-dev', namespace: '*' },
        { name: 'spoke-prod', namespace: '*' },
      ],
      clusterResourceWhitelist: [
        { kind: 'Namespace' },
        { kind: 'ValidatingAdmissionPolicy' },
        { kind: 'ValidatingAdmissionPolicyBinding' },
        { kind: 'ClusterRole' },
        { kind: 'ClusterRoleBinding' },
      ],
    });
  });

  it('narrows the namespaces of the project as far as the naming allows', () => {
    const { of } = rendered(
      platformWith({}, { naming: { namespace: 'team-${{ tenant }}' } }),
    );
    expect(of('AppProject')[0].spec).toMatchObject({
      destinations: [{}, { name: 'spoke-dev', namespace: 'team-*' }],
    });
  });

  it('names accounts for its own syncs where Argo CD impersonates', () => {
    const { argocd } = offeringPlatform().environments[0];
    const { of } = rendered(
      platformWith({ argocd: { ...argocd, impersonation: true } }),
    );
    expect(of('AppProject')[0].spec).toMatchObject({
      destinationServiceAccounts: [
        {
          server: 'https://kubernetes.default.svc',
          namespace: 'argocd',
          defaultServiceAccount: 'argocd:argocd-application-controller',
        },
        {
          server: '*',
          namespace: '*',
          defaultServiceAccount: 'kube-system:argocd-manager',
        },
      ],
    });
    expect(of('AppProject')[1].spec).not.toHaveProperty(
      'destinationServiceAccounts',
    );
  });

  it('finds the directories of tenants, and fills in their names only', () => {
    const sets = rendered(offeringPlatform()).of('ApplicationSet');
    expect(sets.map(({ metadata }) => metadata.name)).toEqual([
      'platform-dev-cluster',
      'platform-dev-argocd',
      'platform-prod-cluster',
      'platform-prod-argocd',
    ]);
    expect(sets[0].spec).toMatchObject({
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          git: {
            directories: [
              { path: 'platform/dev/*/cluster' },
              { path: 'platform/dev/_shared/cluster', exclude: true },
            ],
          },
        },
      ],
      template: {
        metadata: {
          name: 'platform-dev-{{index .path.segments 2}}-cluster',
          finalizers: ['resources-finalizer.argocd.argoproj.io'],
        },
        spec: {
          project: 'tenancy-platform',
          destination: {
            name: 'spoke-dev',
            namespace: '{{index .path.segments 2}}',
          },
        },
      },
    });
    expect(JSON.stringify(sets)).not.toContain('allowEmpty');
  });

  it('names every policy by its environment, bound to deny', () => {
    const { of } = rendered(hub());
    const names = of('ValidatingAdmissionPolicy').map(
      ({ metadata }) => metadata.name,
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'groundwork-dev-route-hostnames',
        'groundwork-prod-route-hostnames',
        'groundwork-dev-namespaces',
      ]),
    );
    expect(
      of('ValidatingAdmissionPolicyBinding').map(({ spec }) => spec),
    ).toEqual(
      names.map(policyName => ({ policyName, validationActions: ['Deny'] })),
    );
  });

  it('asks the authorizer twice at most in one expression, which is what an API server lets it cost', () => {
    const policies = rendered(offeringPlatform()).of(
      'ValidatingAdmissionPolicy',
    );
    const expressions = policies.flatMap(({ spec }) => {
      const {
        matchConditions = [],
        variables = [],
        validations,
      } = spec as {
        [part: string]: Array<{ expression: string }>;
      };
      return [...matchConditions, ...variables, ...validations];
    });
    const asked = expressions.map(
      ({ expression }) => expression.split('.check(').length - 1,
    );
    expect(asked).toContain(1);
    expect(Math.max(...asked)).toBeLessThanOrEqual(2);
  });

  it('matches objects of namespaces or of the cluster, since a namespace selector lets all of the latter pass; or, of one account, everything', () => {
    const scopes = rendered(offeringPlatform())
      .of('ValidatingAdmissionPolicy')
      .map(({ spec }) => {
        const { matchConstraints } = spec as {
          matchConstraints: {
            namespaceSelector?: object;
            resourceRules: Array<{ scope: string }>;
          };
        };
        return [
          matchConstraints.namespaceSelector === undefined,
          ...new Set(matchConstraints.resourceRules.map(rule => rule.scope)),
        ];
      });
    expect(new Set(scopes.map(scope => scope.join()))).toEqual(
      new Set(['true,Cluster', 'false,Namespaced', 'true,*']),
    );
  });

  it('lets the portal read, and no Secret among it', () => {
    const { of } = rendered(
      platformWith({
        reader: { kind: 'ServiceAccount', name: 'portal', namespace: 'portal' },
      }),
    );
    const rules = of('ClusterRole').flatMap(
      role => role.rules as Array<{ resources: string[]; verbs: string[] }>,
    );
    expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(
      new Set(['get', 'list', 'watch']),
    );
    expect(rules.flatMap(({ resources }) => resources)).not.toContain(
      'secrets',
    );
    expect(of('ClusterRoleBinding')).toMatchObject(
      ['groundwork-dev-argocd-reader', 'groundwork-dev-reader'].map(name => ({
        roleRef: { kind: 'ClusterRole', name },
        subjects: [
          { kind: 'ServiceAccount', name: 'portal', namespace: 'portal' },
        ],
      })),
    );
  });

  it('has the platform team look at everything, in both repositories', () => {
    const codeowners = {
      platform: '@example/platform',
      tenant: '@example/${{ group }}',
    };
    const owners = (platform: Partial<PlatformInput>) =>
      rendered(platformWith({}, { codeowners, ...platform }))
        .files.filter(({ path }) => path === 'CODEOWNERS')
        .map(({ tree, content }) => [tree, content]);
    expect(owners({})).toEqual([['platform', '* @example/platform\n']]);
    expect(
      owners({
        repository: {
          platform: { url: 'https://git.example.com/a.git' },
          tenants: { url: 'https://git.example.com/b.git' },
        },
      }),
    ).toHaveLength(2);
  });
});
