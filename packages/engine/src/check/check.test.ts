import { guardRails } from '../capabilities/platform/guardRails';
import { Finding, KubernetesObject } from '../model';
import { platformSchema } from '../platform';
import { UnknownEntry, arraySnapshot, overlaySnapshot } from '../snapshot';
import { smallPlatform } from '../testing/smallPlatform';
import { check } from './check';
import { cutEvidence } from './cutEvidence';

type Fields = Record<string, unknown>;

const platform = platformSchema.parse(smallPlatform());

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string | undefined,
  rest: Fields = {},
  metadata: Fields = {},
): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace ? { namespace } : {}), ...metadata },
  ...rest,
});

const tenantLabels = (tenant: string) => ({
  'tenancy.groundwork.dev/tenant': tenant,
  'tenancy.groundwork.dev/environment': 'dev',
  'tenancy.groundwork.dev/layer': 'tenant',
});
const namespace = (name: string, tenant?: string) =>
  object(
    'v1',
    'Namespace',
    name,
    undefined,
    {},
    {
      labels: tenant ? tenantLabels(tenant) : {},
    },
  );

const gateway = object(
  'gateway.networking.k8s.io/v1',
  'Gateway',
  'external',
  'gateways',
  {
    spec: {
      listeners: [
        {
          name: 'http',
          port: 80,
          protocol: 'HTTP',
          hostname: '*.dev.example.com',
          allowedRoutes: { namespaces: { from: 'All' } },
        },
      ],
    },
  },
);
const service = (home: string) =>
  object('v1', 'Service', 'web', home, { spec: { ports: [{ port: 80 }] } });
const route = (
  home: string,
  hostnames: string[],
  created?: string,
  spec: Fields = {},
) =>
  object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    'web',
    home,
    {
      spec: {
        parentRefs: [{ name: 'external', namespace: 'gateways' }],
        hostnames,
        rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
        ...spec,
      },
    },
    created ? { creationTimestamp: created } : {},
  );

const world = [
  namespace('pay', 'pay'),
  namespace('shop', 'shop'),
  namespace('gateways'),
  gateway,
  service('pay'),
  service('shop'),
];

function findingsOf(
  live: KubernetesObject[],
  planned: KubernetesObject[] = [],
  options: {
    scope?: { tenants?: string[] };
    unknowns?: UnknownEntry[];
    hub?: KubernetesObject[];
  } = {},
): Finding[] {
  const base = arraySnapshot(
    [
      { cluster: 'spoke-dev', objects: [...world, ...live], asOf: 1 },
      { cluster: 'hub', objects: options.hub ?? [], asOf: 1 },
      { cluster: 'prod', objects: [], asOf: 1 },
    ],
    options.unknowns,
  );
  return check(
    planned.length > 0
      ? overlaySnapshot(base, [{ cluster: 'spoke-dev', objects: planned }])
      : base,
    {
      platform,
      now: 10,
      scope: options.scope ?? { tenants: ['pay'], environments: ['dev'] },
    },
  );
}

const codesOf = (...args: Parameters<typeof findingsOf>) =>
  findingsOf(...args).map(({ code, severity }) => `${severity} ${code}`);

describe('check', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(findingsOf([], [route('pay', ['pay.dev.example.com'])])).toEqual([]);
  });

  describe('of hostnames', () => {
    const taken = route('shop', ['a.dev.example.com'], '2026-01-01T00:00:00Z');

    it('refuses one that another tenant serves, without naming that tenant', () => {
      const [finding, ...others] = findingsOf(
        [taken],
        [route('pay', ['a.dev.example.com'])],
      );
      expect(others).toEqual([]);
      expect(finding).toMatchObject({
        code: 'HostnameTaken',
        severity: 'error',
        subject: { kind: 'HTTPRoute', namespace: 'pay', name: 'web' },
        field: 'spec.hostnames[0]',
        evidence: [{ tenant: 'shop', value: 'a.dev.example.com' }],
      });
      expect(JSON.stringify({ ...finding, evidence: [] })).not.toContain(
        'shop',
      );
    });

    it('refuses one under a wildcard of another, and a wildcard over one', () => {
      const wild = route('shop', ['*.dev.example.com'], '2026-01-01T00:00:00Z');
      expect(codesOf([wild], [route('pay', ['b.dev.example.com'])])).toEqual([
        'error HostnameTaken',
      ]);
      expect(codesOf([taken], [route('pay', ['*.dev.example.com'])])).toEqual([
        'error HostnameTaken',
      ]);
    });

    it('lets the older route keep its name', () => {
      const younger = route(
        'shop',
        ['a.dev.example.com'],
        '2026-03-01T00:00:00Z',
      );
      const own = route('pay', ['a.dev.example.com'], '2026-02-01T00:00:00Z');
      expect(codesOf([younger, own])).toEqual([]);
    });

    it('looks at Ingresses too', () => {
      const ingress = object(
        'networking.k8s.io/v1',
        'Ingress',
        'x',
        'gateways',
        { spec: { rules: [{ host: 'A.dev.example.com' }] } },
      );
      expect(codesOf([ingress], [route('pay', ['a.dev.example.com'])])).toEqual(
        ['error HostnameTaken'],
      );
    });
  });

  describe('of routes', () => {
    it.each([
      [
        'a gateway that is not there',
        { parentRefs: [{ name: 'gone', namespace: 'gateways' }] },
        'error GatewayNotFound',
      ],
      [
        'a hostname that no listener takes',
        { hostnames: ['pay.other.org'] },
        'error RouteNotAdmitted',
      ],
      [
        'a listener that is not there',
        {
          parentRefs: [
            { name: 'external', namespace: 'gateways', sectionName: 'tls' },
          ],
        },
        'error RouteNotAdmitted',
      ],
      [
        'a Service that is not there yet',
        { rules: [{ backendRefs: [{ name: 'gone', port: 80 }] }] },
        'warning BackendNotFound',
      ],
      [
        'a Service of a namespace without a grant',
        {
          rules: [
            { backendRefs: [{ name: 'web', port: 80, namespace: 'shop' }] },
          ],
        },
        'error RefNotPermitted',
      ],
    ])('names %s', (_title, spec, code) => {
      const planned = route('pay', ['pay.dev.example.com'], undefined, spec);
      expect(codesOf([], [planned])).toEqual([code]);
    });

    it('leaves those of others alone', () => {
      expect(codesOf([route('shop', ['x.other.org'])])).toEqual([]);
    });
  });

  describe('of namespaces', () => {
    it('refuses a name that something else has', () => {
      const [finding] = findingsOf(
        [namespace('legacy')],
        [namespace('legacy', 'new')],
        { scope: { tenants: ['new'] } },
      );
      expect(finding).toMatchObject({
        code: 'NamespaceTaken',
        evidence: [{ tenant: '' }],
      });
    });

    it('takes the one that the tenant has already', () => {
      expect(codesOf([], [namespace('pay', 'pay')])).toEqual([]);
    });
  });

  describe('of secrets', () => {
    const secret = (ref: Fields) =>
      object('external-secrets.io/v1', 'ExternalSecret', 'db', 'pay', {
        spec: { secretStoreRef: ref },
      });
    const store = (kind: string, rest: Fields) =>
      object(
        'external-secrets.io/v1',
        kind,
        'vault',
        kind === 'SecretStore' ? 'pay' : undefined,
        rest,
      );

    it.each([
      ['no store of that name', [], { name: 'vault' }, ['error StoreNotFound']],
      [
        'a store that is not ready',
        [
          store('SecretStore', {
            status: { conditions: [{ type: 'Ready', status: 'False' }] },
          }),
        ],
        { name: 'vault' },
        ['warning StoreNotReady'],
      ],
      [
        'a store of the cluster that serves other namespaces',
        [
          store('ClusterSecretStore', {
            spec: { conditions: [{ namespaces: ['shop'] }] },
          }),
        ],
        { name: 'vault', kind: 'ClusterSecretStore' },
        ['error StoreNotPermitted'],
      ],
      [
        'nothing wrong with one that serves this one by its labels',
        [
          store('ClusterSecretStore', {
            spec: {
              conditions: [
                {
                  namespaceSelector: {
                    matchLabels: { 'tenancy.groundwork.dev/tenant': 'pay' },
                  },
                },
              ],
            },
          }),
        ],
        { name: 'vault', kind: 'ClusterSecretStore' },
        [],
      ],
    ])('finds %s', (_title, live, ref, codes) => {
      expect(codesOf(live, [secret(ref)])).toEqual(codes);
    });
  });

  describe('of quotas', () => {
    const quota = (used: Fields) =>
      object('v1', 'ResourceQuota', 'q', 'pay', {
        spec: { hard: { 'requests.cpu': '2', pods: '4' } },
        status: { used },
      });
    const limits = object('v1', 'LimitRange', 'l', 'pay', {
      spec: {
        limits: [{ type: 'Container', defaultRequest: { cpu: '500m' } }],
      },
    });
    const deployment = (replicas: number, requests?: Fields) =>
      object('apps/v1', 'Deployment', 'web', 'pay', {
        spec: {
          replicas,
          template: {
            spec: { containers: [{ name: 'x', resources: { requests } }] },
          },
        },
      });

    it('warns of a plan that does not fit into what is left', () => {
      const [finding] = findingsOf(
        [quota({ 'requests.cpu': '1500m', pods: '1' })],
        [deployment(2, { cpu: '400m' })],
      );
      expect(finding).toMatchObject({
        code: 'QuotaExceeded',
        severity: 'warning',
        message: 'This needs 800m more of requests.cpu, and 500m of 2 is left.',
      });
    });

    it('refuses a plan that can never fit', () => {
      expect(codesOf([quota({})], [deployment(5, { cpu: '100m' })])).toEqual([
        'error QuotaExceeded',
      ]);
    });

    it('counts what containers get by default', () => {
      expect(
        codesOf([quota({ 'requests.cpu': '1' }), limits], [deployment(3)]),
      ).toEqual(['warning QuotaExceeded']);
    });

    it('counts only what is added to what runs already', () => {
      const used = quota({ 'requests.cpu': '2', pods: '4' });
      const live = deployment(4, { cpu: '500m' });
      expect(codesOf([used, live], [live])).toEqual([]);
    });

    it('tells of a quota that is full', () => {
      expect(codesOf([quota({ pods: '4' })])).toEqual(['warning QuotaFull']);
    });
  });

  describe('of workloads', () => {
    it('finds an autoscaler without a target and a budget without pods', () => {
      const autoscaler = object(
        'autoscaling/v2',
        'HorizontalPodAutoscaler',
        'x',
        'pay',
        {
          spec: {
            scaleTargetRef: {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'x',
            },
          },
        },
      );
      const budget = object('policy/v1', 'PodDisruptionBudget', 'x', 'pay', {
        spec: { selector: { matchLabels: { app: 'x' } } },
      });
      const workload = object('apps/v1', 'Deployment', 'x', 'pay', {
        spec: { template: { metadata: { labels: { app: 'x' } } } },
      });
      expect(codesOf([], [autoscaler, budget])).toEqual([
        'warning ScaleTargetNotFound',
        'warning SelectsNothing',
      ]);
      expect(codesOf([], [autoscaler, budget, workload])).toEqual([]);
    });
  });

  describe('of projects and Applications', () => {
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
        'warning ProjectTakesAnyRepository',
      ]);
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

  describe('of the platform itself', () => {
    it('says once for each environment what it does not hold tenants to', () => {
      const findings = findingsOf([], [], { scope: {} });
      expect(findings.map(({ code }) => code)).toEqual([
        'GuardRailMissing',
        'GuardRailMissing',
        'SyncNotImpersonated',
        'SyncNotImpersonated',
      ]);
    });

    it('counts guard rails only with a binding that denies', () => {
      const [dev] = platform.environments;
      const rails = (actions: string[]) =>
        guardRails(platform, dev).flatMap(({ name }) => {
          const full = `groundwork-dev-${name}`;
          const version = 'admissionregistration.k8s.io/v1';
          return [
            object(version, 'ValidatingAdmissionPolicy', full, undefined),
            object(
              version,
              'ValidatingAdmissionPolicyBinding',
              full,
              undefined,
              { spec: { policyName: full, validationActions: actions } },
            ),
          ];
        });
      const missing = (actions: string[]) =>
        findingsOf(rails(actions), [], { scope: {} }).filter(
          ({ code, message }) =>
            code === 'GuardRailMissing' && message.includes('spoke-dev'),
        );
      expect(missing(['Deny'])).toEqual([]);
      expect(missing(['Warn'])).toHaveLength(1);
    });

    it('warns of a store that everybody may read from', () => {
      const store = object(
        'external-secrets.io/v1',
        'ClusterSecretStore',
        'all',
        undefined,
      );
      expect(codesOf([store], [], { scope: {} })).toContain(
        'warning StoreOpenToAll',
      );
    });
  });

  it('says what it could not look at, once', () => {
    const findings = findingsOf([], [route('pay', ['pay.dev.example.com'])], {
      unknowns: [
        {
          cluster: 'spoke-dev',
          group: '',
          kind: 'Service',
          unknown: 'forbidden',
        },
      ],
    });
    expect(findings).toMatchObject([
      {
        code: 'NotChecked',
        severity: 'info',
        subject: { cluster: 'spoke-dev', kind: 'Service' },
      },
    ]);
  });

  it('takes a kind that the cluster does not serve as one without objects', () => {
    expect(
      codesOf([], [], {
        unknowns: [
          {
            cluster: 'spoke-dev',
            group: 'external-secrets.io',
            kind: 'ExternalSecret',
            unknown: 'notServed',
          },
        ],
      }),
    ).toEqual([]);
  });
});

describe('cutEvidence', () => {
  const finding = (tenant: string | undefined): Finding => ({
    code: 'X',
    severity: 'error',
    subject: { cluster: 'c', group: '', kind: 'Pod', name: 'p' },
    message: 'm',
    fix: 'f',
    mender: 'tenant',
    evidence: [
      {
        ref: { cluster: 'c', group: '', kind: 'Pod', name: 'other' },
        ...(tenant === undefined ? {} : { tenant }),
        field: 'spec',
        value: 1,
        asOf: 1,
      },
    ],
  });
  const left = (tenant: string | undefined) =>
    cutEvidence([finding(tenant)], name => name === 'pay')[0].evidence.length;

  it('leaves only what the caller may read, and keeps the finding', () => {
    expect(left('pay')).toBe(1);
    expect(left('shop')).toBe(0);
    expect(left('')).toBe(0);
    expect(left(undefined)).toBe(1);
    expect(cutEvidence([finding('shop')], () => false)).toHaveLength(1);
  });
});
