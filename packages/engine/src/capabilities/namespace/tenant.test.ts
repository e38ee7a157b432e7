import {
  platformWith,
  refusedTenant,
  tenantDocument,
  tenantObjects,
} from '../../testing/renderTenant';
import { smallPlatform } from '../../testing/smallPlatform';
import { parsePlatform } from '../../platform';
import { RequestError } from '../../request';
import { parseRequest } from '../../request/parseRequest';
import { render } from '../../render/render';
import { tenantKinds } from './tenantKinds';

const gateways = [
  {
    name: 'edge',
    namespace: 'infra',
    listeners: [
      { name: 'https', protocol: 'HTTPS' as const, port: 443 },
      { name: 'mqtt', protocol: 'TCP' as const, port: 1883 },
    ],
  },
];

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

  it('lets the team write what its project admits, and only read what the platform owns', () => {
    const { find } = tenantObjects();
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
    const admitted = tenantKinds
      .map(({ group, resource }) => `${group}/${resource}`)
      .sort();
    expect(writable('groundwork-team')).toEqual(admitted);
    expect(writable('groundwork-deployer')).toEqual(admitted);
    expect(writable('groundwork-viewer')).toEqual([]);
    expect(admitted.join()).not.toMatch(
      /\/secrets|networkpolicies|quota|limitrange|role|namespace|secretstore|ingress|application/,
    );
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

describe('the network of a tenant', () => {
  it('is closed both ways', () => {
    expect(tenantObjects().find('NetworkPolicy', 'default-deny').spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
  });

  it.each([
    ['coredns', 53, ['kube-system k8s-app=kube-dns']],
    [
      'nodelocal',
      53,
      [
        'kube-system k8s-app=kube-dns',
        'kube-system k8s-app=node-local-dns',
        '169.254.20.10/32',
      ],
    ],
    [
      'openshift',
      5353,
      ['openshift-dns dns.operator.openshift.io/daemonset-dns=default'],
    ],
  ] as const)('lets DNS of %s through, UDP and TCP', (dns, port, peers) => {
    const policy = tenantObjects({}, platformWith({ dns })).find(
      'NetworkPolicy',
      'allow-dns',
    );
    interface Peer {
      namespaceSelector?: { matchLabels: Record<string, string> };
      podSelector?: { matchLabels: Record<string, string> };
      ipBlock?: { cidr: string };
    }
    const { egress } = policy.spec as {
      egress: Array<{ to: Peer[]; ports: unknown[] }>;
    };
    expect(egress[0].ports).toEqual([
      { protocol: 'UDP', port },
      { protocol: 'TCP', port },
    ]);
    expect(
      egress[0].to.map(
        ({ namespaceSelector, podSelector, ipBlock }) =>
          ipBlock?.cidr ??
          `${
            namespaceSelector?.matchLabels['kubernetes.io/metadata.name']
          } ${Object.entries(podSelector?.matchLabels ?? {})
            .map(([key, value]) => `${key}=${value}`)
            .join()}`,
      ),
    ).toEqual(peers);
  });

  it('admits the proxies of its gateways where they run', () => {
    const from = (environment: Parameters<typeof platformWith>[0]) =>
      tenantObjects({}, platformWith(environment)).objects.find(
        ({ metadata }) => metadata.name === 'allow-from-gateways',
      )?.spec;
    const peer = (namespace: string) => ({
      namespaceSelector: {
        matchLabels: { 'kubernetes.io/metadata.name': namespace },
      },
    });
    expect(from({ gateways })).toMatchObject({
      ingress: [{ from: [peer('infra')] }],
    });
    expect(
      from({
        gateways: [
          {
            ...gateways[0],
            dataPlane: { namespace: 'envoy', podLabels: { app: 'proxy' } },
          },
        ],
      }),
    ).toMatchObject({
      ingress: [
        {
          from: [
            {
              ...peer('envoy'),
              podSelector: { matchLabels: { app: 'proxy' } },
            },
          ],
        },
      ],
    });
    expect(from({ gateways, cni: 'cilium' })).toBeUndefined();
  });

  it("admits Cilium's own gateways as the entity that no NetworkPolicy can name", () => {
    const { find } = tenantObjects(
      {},
      platformWith({ gateways, cni: 'cilium' }),
    );
    expect(find('CiliumNetworkPolicy').spec).toEqual({
      endpointSelector: {},
      ingress: [{ fromEntities: ['ingress'] }],
    });
  });

  it('opens declared ways out, and never the metadata service of the node', () => {
    const { find } = tenantObjects({
      egress: [
        { name: 'world', cidr: '0.0.0.0/0', ports: [{ port: 443 }] },
        {
          name: 'database',
          namespace: 'data',
          ports: [{ port: 5000, endPort: 5010 }],
        },
      ],
    });
    expect(find('NetworkPolicy', 'allow-egress-world').spec).toMatchObject({
      egress: [
        {
          to: [
            {
              ipBlock: {
                cidr: '0.0.0.0/0',
                except: expect.arrayContaining(['169.254.0.0/16']),
              },
            },
          ],
          ports: [{ protocol: 'TCP', port: 443 }],
        },
      ],
    });
    expect(find('NetworkPolicy', 'allow-egress-database').spec).toMatchObject({
      egress: [{ ports: [{ protocol: 'TCP', port: 5000, endPort: 5010 }] }],
    });
  });

  it('opens names with Cilium, with the lookups that Cilium learns them from', () => {
    const spec = {
      egress: [{ name: 'api', fqdn: '*.example.org', ports: [{ port: 443 }] }],
    };
    const { find } = tenantObjects(spec, platformWith({ cni: 'cilium' }));
    expect(find('CiliumNetworkPolicy', 'allow-egress-api').spec).toMatchObject({
      egress: [
        { toPorts: [{ rules: { dns: [{ matchPattern: '*' }] } }] },
        { toFQDNs: [{ matchPattern: '*.example.org' }] },
      ],
    });
    expect(refusedTenant(tenantDocument(spec))).toEqual([
      'NeedsCilium spec.egress[0].fqdn',
    ]);
  });
});

describe('the project of a tenant', () => {
  it('names one namespace of one cluster, its repositories and its kinds, and nothing of the cluster', () => {
    const { spec } = tenantObjects({
      repositories: ['https://charts.example.com'],
    }).find('AppProject', 'payments-dev');
    expect(spec).toMatchObject({
      sourceRepos: [
        'https://git.example.com/platform/estate.git',
        'https://charts.example.com',
      ],
      destinations: [{ name: 'spoke-dev', namespace: 'payments' }],
      clusterResourceWhitelist: [],
    });
    expect(JSON.stringify(spec)).not.toContain('"*"');
  });

  it('gives the team get and sync on its own Applications only', () => {
    const { spec } = tenantObjects().find('AppProject');
    const { roles } = spec as { roles: Array<{ policies: string[] }> };
    for (const line of roles.flatMap(role => role.policies)) {
      expect(line).toMatch(
        /^p, proj:payments-dev:team, (applications|logs), (get|sync|action\/[\w.-]+\/\w+\/[\w-]+), payments-dev\/\*, allow$/,
      );
    }
  });

  it('impersonates the deployer where Argo CD does', () => {
    const { argocd } = smallPlatform().environments[0];
    const { spec } = tenantObjects(
      {},
      platformWith({ argocd: { ...argocd, impersonation: true } }),
    ).find('AppProject');
    expect(spec).toMatchObject({
      destinationServiceAccounts: [
        {
          namespace: 'payments',
          defaultServiceAccount: 'groundwork-deployer',
        },
      ],
    });
  });

  it('blocks syncs as asked for', () => {
    const { spec } = tenantObjects({
      syncWindows: [{ kind: 'deny', schedule: '0 22 * * 5', duration: '48h' }],
    }).find('AppProject');
    expect(spec).toMatchObject({
      syncWindows: [
        {
          kind: 'deny',
          schedule: '0 22 * * 5',
          duration: '48h',
          timeZone: 'UTC',
          applications: ['*'],
        },
      ],
    });
  });
});

describe('the Application of a tenant', () => {
  it('prunes and heals with the finalizer that Argo CD knows, and never empties', () => {
    const application = tenantObjects().find('Application', 'payments-dev');
    expect(application.metadata.finalizers).toEqual([
      'resources-finalizer.argocd.argoproj.io',
    ]);
    expect(application.spec).toMatchObject({
      project: 'payments-dev',
      source: { path: 'tenants/payments/dev', targetRevision: 'main' },
      destination: { name: 'spoke-dev', namespace: 'payments' },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    });
    expect(JSON.stringify(application)).not.toContain('allowEmpty');
  });

  it('has its directory in Git before there is anything in it', () => {
    const file = tenantObjects().files.find(
      ({ path }) => path === 'tenants/payments/dev/kustomization.yaml',
    );
    expect(file?.content).toContain('resources: []');
    expect(file?.shared).toBe(true);
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

describe('a tenant that goes', () => {
  it('loses its Application first, and a person may then confirm the end of the namespace', () => {
    const { objects, find } = tenantObjects({ draining: ['dev'] });
    expect(objects.some(({ kind }) => kind === 'Application')).toBe(false);
    expect(find('AppProject').metadata.name).toBe('payments-dev');
    expect(find('ServiceAccount', 'groundwork-deployer')).toBeDefined();
    expect(find('Namespace').metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
    });
  });

  it('does not skip a step', () => {
    const previous = parseRequest(
      tenantDocument({ environments: ['dev', 'prod'] }),
    );
    expect(previous.kind).toBe('Tenant');
    const options = {
      previous: previous as Extract<typeof previous, { kind: 'Tenant' }>,
    };
    const step = (spec: Parameters<typeof tenantDocument>[0]) =>
      refusedTenant(tenantDocument(spec), smallPlatform(), options);
    expect(step({ environments: ['dev', 'prod'], state: 'removed' })).toEqual([
      'StepSkipped spec.state',
    ]);
    expect(step({ environments: ['dev'] })).toEqual([
      'StepSkipped spec.environments',
    ]);
    expect(refusedTenant(tenantDocument({ state: 'draining' }))).toEqual([
      'StepSkipped spec.state',
    ]);
  });

  it('leaves nothing but its request file', () => {
    const draining = parseRequest(tenantDocument({ state: 'draining' }));
    const { files } = tenantObjects({ state: 'removed' }, smallPlatform(), {
      previous: draining as Extract<typeof draining, { kind: 'Tenant' }>,
    });
    expect(files.map(({ path }) => path)).toEqual([
      'platform/tenants/payments.yaml',
    ]);
  });
});

describe('a tenant that can not be', () => {
  it.each([
    [
      'a name of 64 characters',
      { metadata: { name: 'a'.repeat(64) } },
      'InvalidRequest metadata.name',
    ],
    [
      'upper case',
      { metadata: { name: 'Payments' } },
      'InvalidRequest metadata.name',
    ],
    [
      'YAML in a name',
      { metadata: { name: 'a: {b: c}' } },
      'InvalidRequest metadata.name',
    ],
    [
      'a line break',
      { metadata: { name: 'a\nb' } },
      'InvalidRequest metadata.name',
    ],
    [
      'a name of the cluster',
      { metadata: { name: 'kube-system' } },
      'ReservedName metadata.name',
    ],
    [
      'the name default',
      { metadata: { name: 'default' } },
      'ReservedName metadata.name',
    ],
    [
      "Argo CD's namespace",
      { metadata: { name: 'argocd' } },
      'ReservedName metadata.name',
    ],
    [
      'a reserved name',
      { metadata: { name: 'tenancy' } },
      'ReservedName metadata.name',
    ],
    [
      'a name too long for its Applications',
      { metadata: { name: 'a'.repeat(50) } },
      'NameTooLong metadata.name',
    ],
    ['another apiVersion', { apiVersion: 'v1' }, 'InvalidRequest apiVersion'],
    ['a field that does not exist', { extra: 1 }, 'InvalidRequest extra'],
  ])('with %s is refused', (_, change, expected) => {
    const document = {
      ...tenantDocument({ environments: ['prod'] }),
      ...change,
    };
    const platform = platformWith({}, {});
    platform.environments[1].argocd.cluster = 'prod';
    expect(refusedTenant(document, platform)).toContain(expected);
  });

  it.each([
    [
      'an unknown environment',
      { environments: ['qa'] },
      'UnknownEnvironment spec.environments[0]',
    ],
    [
      'an environment twice',
      { environments: ['dev', 'dev'] },
      'Duplicate spec.environments[1]',
    ],
    [
      'no environment',
      { environments: [] },
      'InvalidRequest spec.environments',
    ],
    ['an unknown tier', { tier: 'huge' }, 'UnknownTier spec.tier'],
    [
      'a tier of the prototype',
      { tier: 'constructor' },
      'UnknownTier spec.tier',
    ],
    [
      'a user as owner',
      { owner: 'user:default/ann' },
      'InvalidRequest spec.owner',
    ],
    [
      'an owner of another namespace',
      { owner: 'group:other/payments' },
      'NoGroupMapping spec.owner',
    ],
    [
      'a domain of another',
      { domains: { dev: ['payments.example.org'] } },
      'DomainNotOffered spec.domains.dev[0]',
    ],
    [
      'the domain of all tenants',
      { domains: { dev: ['dev.example.com'] } },
      'DomainNotOffered spec.domains.dev[0]',
    ],
    [
      'a domain elsewhere',
      { domains: { prod: [] } },
      'EnvironmentNotOfTenant spec.domains.prod',
    ],
    [
      'host bits in a range',
      { egress: [{ name: 'x', cidr: '10.0.0.1/8', ports: [{ port: 1 }] }] },
      'InvalidCidr spec.egress[0].cidr',
    ],
    [
      'the metadata service',
      {
        egress: [
          { name: 'x', cidr: '169.254.169.254/32', ports: [{ port: 80 }] },
        ],
      },
      'ClosedAddress spec.egress[0].cidr',
    ],
    [
      'an exception outside',
      {
        egress: [
          {
            name: 'x',
            cidr: '10.0.0.0/8',
            except: ['11.0.0.0/16'],
            ports: [{ port: 1 }],
          },
        ],
      },
      'InvalidCidr spec.egress[0].except[0]',
    ],
    [
      'two ways in one rule',
      {
        egress: [
          {
            name: 'x',
            cidr: '10.0.0.0/8',
            namespace: 'a',
            ports: [{ port: 1 }],
          },
        ],
      },
      'NotOnePeer spec.egress[0]',
    ],
    [
      'no port',
      { egress: [{ name: 'x', namespace: 'a', ports: [] }] },
      'InvalidRequest spec.egress[0].ports',
    ],
    [
      'a listener that is none',
      {
        ports: [
          { environment: 'dev', gateway: 'edge', section: 'https', port: 443 },
        ],
      },
      'PortNotOffered spec.ports[0]',
    ],
    [
      'a repository pattern',
      { repositories: ['https://git.example.com/*'] },
      'InvalidRequest spec.repositories[0]',
    ],
    [
      'a schedule that is none',
      { syncWindows: [{ kind: 'deny', schedule: 'daily', duration: '1h' }] },
      'InvalidRequest spec.syncWindows[0].schedule',
    ],
  ])('with %s is refused', (_, spec, expected) => {
    expect(
      refusedTenant(
        tenantDocument(spec as Parameters<typeof tenantDocument>[0]),
        platformWith({ gateways }),
      ),
    ).toContain(expected);
  });

  it('is told all that is wrong at once, with what was given and what is allowed', () => {
    const attempt = () =>
      render(
        parseRequest(tenantDocument({ tier: 'huge', environments: ['qa'] })),
        parsePlatform(smallPlatform()),
      );
    expect(attempt).toThrow(RequestError);
    expect(attempt).toThrow(
      /spec\.environments\[0\]: .*Given: "qa"\. Use one of: dev, prod\.\n.*spec\.tier: .*Given: "huge"\. Use one of: small\./s,
    );
  });

  it('is refused while the platform does not say what its group is called elsewhere', () => {
    const { groups, ...without } = smallPlatform();
    expect(groups).toBeDefined();
    expect(refusedTenant(tenantDocument(), without)).toEqual([
      'NoGroupMapping spec.owner',
    ]);
    const annotated = {
      ...without,
      groups: { annotation: 'example.com/idp-group' },
    };
    expect(refusedTenant(tenantDocument(), annotated)).toEqual([
      'NoGroupMapping spec.owner',
    ]);
    const owner = 'group:default/payments';
    expect(
      tenantObjects({}, annotated, { groups: { [owner]: 'idp-17' } }).find(
        'RoleBinding',
        'groundwork-team',
      ).subjects,
    ).toMatchObject([{ name: 'idp-17' }]);
    expect(
      refusedTenant(tenantDocument(), annotated, {
        groups: { [owner]: 'system:masters' },
      }),
    ).toEqual(['NoGroupMapping spec.owner']);
  });

  it('is refused with what another tenant has, without being told whose it is', () => {
    const other = parseRequest(
      tenantDocument(
        { domains: { dev: ['payments.dev.example.com'] } },
        'shop',
      ),
    );
    const others = [other as Extract<typeof other, { kind: 'Tenant' }>];
    expect(
      refusedTenant(tenantDocument(), smallPlatform(), { others }),
    ).toEqual(['DomainTaken spec.domains.dev']);
    expect(() =>
      render(parseRequest(tenantDocument()), parsePlatform(smallPlatform()), {
        others,
      }),
    ).toThrow(/^(?!.*shop)/s);
  });

  it('is refused where its name could be made of another tenant and environment', () => {
    const platform = platformWith(
      {},
      { naming: { namespace: '${{ tenant }}' } },
    );
    platform.environments[1].name = 'eu-dev';
    platform.environments[1].argocd = platform.environments[0].argocd;
    expect(refusedTenant(tenantDocument({}, 'shop-eu'), platform)).toEqual([
      'NameClash metadata.name',
    ]);
  });
});
