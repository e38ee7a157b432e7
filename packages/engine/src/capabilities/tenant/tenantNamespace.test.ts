import { platformWith, tenantObjects } from '../../testing/renderTenant';
import { smallPlatform } from '../../testUtils/smallPlatform';
import { kindsOf, parsePlatform } from '../../platform';

describe('the namespace of a tenant', () => {
  it('is held to Pod Security in three modes, each with its version', () => {
    const { find } = tenantObjects();
    expect(find('Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.36',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': 'v1.36',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'v1.36',
      'tenancy.groundwork.dev/tenant': 'payments',
      'tenancy.groundwork.dev/environment': 'dev',
      'tenancy.groundwork.dev/layer': 'platform',
    });
  });

  it('is neither pruned nor deleted, and comes before all others', () => {
    expect(
      tenantObjects().find('Namespace').metadata.annotations,
    ).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      'argocd.argoproj.io/sync-wave': '-10',
      'tenancy.groundwork.dev/owner': 'group:default/payments',
      'tenancy.groundwork.dev/domains': 'payments.dev.example.com',
    });
  });

  it('carries the labels of mesh and trust bundle, and the nodes of its tier', () => {
    const platform = platformWith({
      namespaceLabels: { 'istio.io/dataplane-mode': 'ambient' },
    });
    platform.tiers.small.nodeSelector = { pool: 'small', zone: 'a' };
    const { metadata } = tenantObjects({}, platform).find('Namespace');
    expect(metadata.labels).toHaveProperty(
      ['istio.io/dataplane-mode'],
      'ambient',
    );
    expect(metadata.annotations).toHaveProperty(
      ['scheduler.alpha.kubernetes.io/node-selector'],
      'pool=small,zone=a',
    );
  });
});

describe('access to a tenant', () => {
  it('mounts no token unasked', () => {
    const { objects } = tenantObjects();
    expect(
      objects
        .filter(({ kind }) => kind === 'ServiceAccount')
        .map(object => [
          object.metadata.name,
          object.automountServiceAccountToken,
        ]),
    ).toEqual([
      ['default', false],
      ['groundwork-deployer', false],
    ]);
  });

  it('binds groups of the identity provider, as the platform maps them', () => {
    const { find } = tenantObjects({ viewers: ['group:default/support'] });
    expect(find('RoleBinding', 'groundwork-team').subjects).toEqual([
      {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: 'oidc:payments',
      },
    ]);
    expect(find('RoleBinding', 'groundwork-viewer').subjects).toHaveLength(2);
    expect(find('RoleBinding', 'groundwork-deployer').subjects).toEqual([
      {
        kind: 'ServiceAccount',
        name: 'groundwork-deployer',
        namespace: 'payments',
      },
    ]);
  });

  it('lets the team and its syncs promote a canary that waits', () => {
    const { find } = tenantObjects();
    for (const role of ['groundwork-team', 'groundwork-deployer']) {
      expect(find('Role', role).rules).toContainEqual({
        apiGroups: ['argoproj.io'],
        resources: ['rollouts/scale', 'rollouts/status'],
        verbs: ['get', 'patch', 'update'],
      });
    }
  });

  it('lets the team into its pods as far as environment and tier say', () => {
    const platform = smallPlatform();
    const rules = (role: string) =>
      JSON.stringify(tenantObjects({}, platform).find('Role', role).rules);
    const inside = /pods\/(attach|exec|portforward|ephemeral|eviction)/;
    expect(rules('groundwork-team')).not.toMatch(inside);
    platform.environments[0].access = {
      exec: true,
      portForward: true,
      debug: true,
      evict: true,
    };
    platform.tiers.small.access = { portForward: false };
    expect(rules('groundwork-team')).toMatch('"pods/attach","pods/exec"');
    expect(rules('groundwork-team')).toMatch('pods/ephemeralcontainers');
    expect(rules('groundwork-team')).toMatch('pods/eviction');
    expect(rules('groundwork-team')).not.toMatch('pods/portforward');
    expect(rules('groundwork-deployer')).not.toMatch(inside);
  });

  it('lets the team write what its project admits, and only read what the platform owns', () => {
    const platform = smallPlatform();
    platform.environments[0].scaling = {};
    const { find } = tenantObjects({}, platform);
    const writable = (role: string) =>
      (
        find('Role', role).rules as Array<{
          apiGroups: string[];
          resources: string[];
          verbs: string[];
        }>
      )
        .filter(({ verbs }) => verbs.includes('create'))
        .flatMap(({ apiGroups, resources }) =>
          resources.map(resource => `${apiGroups[0]}/${resource}`),
        )
        .sort();
    const admitted = kindsOf(parsePlatform(platform))
      .ofTeams.map(({ group, plural }) => `${group}/${plural}`)
      .sort();
    expect(writable('groundwork-team')).toEqual(admitted);
    expect(writable('groundwork-deployer')).toEqual(admitted);
    expect(writable('groundwork-viewer')).toEqual([]);
    expect(admitted.join()).not.toMatch(
      /\/secrets|networkpolicies|quota|limitrange|role|namespace|secretstore|ingress|application/,
    );
  });

  it('admits what an environment may offer only where one does', () => {
    const offered = (platform = smallPlatform()) =>
      kindsOf(parsePlatform(platform)).ofTeams.filter(({ offer }) => offer);
    expect(offered()).toEqual([]);
    expect(
      JSON.stringify(tenantObjects().find('Role', 'groundwork-team')),
    ).not.toContain('keda.sh');
    const platform = smallPlatform();
    platform.environments[1].scaling = {};
    expect(offered(platform).map(({ kind }) => kind)).toEqual([
      'ScaledObject',
      'TriggerAuthentication',
    ]);
  });
});

describe('the amounts of a tenant', () => {
  it('are a quota with no load balancers and node ports, always with defaults for containers', () => {
    const { find } = tenantObjects();
    expect(find('ResourceQuota').spec).toMatchObject({
      hard: {
        'requests.cpu': '4',
        'limits.memory': '16Gi',
        'requests.storage': '50Gi',
        pods: '30',
        'services.loadbalancers': '0',
        'services.nodeports': '0',
        'count/httproutes.gateway.networking.k8s.io': '50',
      },
    });
    expect(find('LimitRange').spec).toMatchObject({
      limits: [
        {
          type: 'Container',
          default: { cpu: '500m', memory: '256Mi' },
          defaultRequest: { cpu: '50m' },
          max: { cpu: '2' },
        },
        { type: 'PersistentVolumeClaim' },
      ],
    });
  });

  it('count objects of every kind that a team may write, as its tier says', () => {
    const platform = smallPlatform();
    platform.environments[0].scaling = {};
    platform.tiers.small.quota.counts = { 'certificates.cert-manager.io': 3 };
    platform.tiers.small.resources = { 'nvidia.com/gpu': 2 };
    const { find } = tenantObjects({}, platform);
    const hard = (name: string) =>
      (find('ResourceQuota', name).spec as { hard: Record<string, string> })
        .hard;
    const counted = {
      ...hard('groundwork-quota'),
      ...hard('groundwork-objects'),
    };
    expect(counted).toMatchObject({
      'count/certificates.cert-manager.io': '3',
      'count/deployments.apps': '50',
      'requests.nvidia.com/gpu': '2',
    });
    const missing = kindsOf(parsePlatform(platform))
      .ofTeams.map(({ group, plural }) =>
        group === '' ? plural : `${plural}.${group}`,
      )
      .filter(name => !(name in counted) && !(`count/${name}` in counted));
    expect(missing).toEqual([]);
  });

  it('keep pods away that would push out or repel those of others', () => {
    const { find } = tenantObjects();
    expect(find('ResourceQuota', 'groundwork-priority').spec).toEqual({
      hard: { pods: '0' },
      scopeSelector: {
        matchExpressions: [
          {
            scopeName: 'PriorityClass',
            operator: 'In',
            values: ['system-cluster-critical', 'system-node-critical'],
          },
        ],
      },
    });
    expect(find('ResourceQuota', 'groundwork-affinity').spec).toMatchObject({
      hard: { pods: '0' },
    });
  });

  it('keep priority classes that the tier does not name away', () => {
    const platform = smallPlatform();
    platform.tiers.small.priorityClasses = ['standard'];
    expect(
      tenantObjects({}, platform).find('ResourceQuota', 'groundwork-priority')
        .spec,
    ).toMatchObject({
      hard: { pods: '0' },
      scopeSelector: {
        matchExpressions: [
          { operator: 'Exists' },
          { operator: 'NotIn', values: ['standard'] },
        ],
      },
    });
  });
});

describe('the stores of a tenant', () => {
  it('read as the tenant, and tell the policy that lets them', () => {
    const { find, files } = tenantObjects(
      {},
      platformWith({
        secretStores: [
          {
            name: 'vault',
            provider: 'vault',
            server: 'https://vault.example.com',
          },
        ],
      }),
    );
    expect(find('SecretStore', 'vault').spec).toMatchObject({
      provider: {
        vault: {
          auth: {
            kubernetes: {
              role: 'payments',
              serviceAccountRef: { name: 'groundwork-secret-store' },
            },
          },
        },
      },
    });
    const policy = files.find(({ path }) => path.endsWith('vault-policy.hcl'));
    expect(policy?.content).toContain(
      'path "secret/data/payments/*" {\n  capabilities = ["read"]\n}',
    );
    expect(policy?.objects).toEqual([]);
  });
});

describe('CODEOWNERS', () => {
  it('names the team for its own directory', () => {
    const { files } = tenantObjects(
      {},
      platformWith(
        {},
        {
          codeowners: {
            platform: '@example/platform',
            tenant: '@example/${{ group }}',
          },
        },
      ),
    );
    expect(files.find(({ path }) => path === 'CODEOWNERS')).toMatchObject({
      tree: 'tenants',
      shared: true,
      content: '/tenants/payments/ @example/payments\n',
    });
  });
});
