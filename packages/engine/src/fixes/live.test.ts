import type { EnvironmentDrift, KubernetesObject } from '../model';
import type { FixStatuses } from './FixContext';
import {
  fixesOf,
  type FixWorld,
  fixPlatform,
  image,
  mended,
  now,
  previewOf,
  request,
  worldOf,
} from '../testing/fixWorld';

const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: object,
  namespace = 'payments',
): KubernetesObject => {
  const { metadata, ...fields } = rest as { metadata?: object };
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, ...metadata },
    ...fields,
  };
};

const pod = (
  name: string,
  options: {
    status?: object;
    image?: string;
    ready?: boolean;
    limit?: string;
    hash?: string;
  } = {},
) => {
  const hash = options.hash ?? '5c9';
  return object('v1', 'Pod', name, {
    metadata: {
      creationTimestamp: ago(60),
      labels: {
        'app.kubernetes.io/name': 'web',
        'app.kubernetes.io/managed-by': 'groundwork',
        'pod-template-hash': hash,
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `web-${hash}`,
          controller: true,
        },
      ],
    },
    spec: {
      containers: [
        {
          name: 'web',
          image: options.image ?? image,
          resources: { limits: { memory: options.limit ?? '256Mi' } },
          readinessProbe: {},
        },
      ],
    },
    status: {
      phase: 'Running',
      conditions: [
        {
          type: 'Ready',
          status: options.ready ? 'True' : 'False',
          lastTransitionTime: ago(30),
        },
      ],
      containerStatuses: [{ name: 'web', ready: options.ready ?? false }],
      ...options.status,
    },
  });
};

const waiting = (reason: string, message: string, more: object = {}) => ({
  status: {
    phase: 'Pending',
    containerStatuses: [
      {
        name: 'web',
        ready: false,
        state: { waiting: { reason, message } },
        ...more,
      },
    ],
  },
});

const workload = (spec: object = {}, name = 'web') =>
  request('Workload', name, {
    image,
    ports: [{ name: 'http', port: 8080 }],
    replicas: 2,
    ...spec,
  });
const route = (spec: object = {}) =>
  request('Route', 'shop', {
    protocol: 'HTTP',
    parents: [{ gateway: 'external' }],
    rules: [{ backends: [{ service: 'web', port: 8080 }] }],
    ...spec,
  });
const secret = (name: string, key: string, more: object = {}) =>
  request('Secret', name, {
    store: 'vault',
    data: [{ secretKey: 'url', key }],
    ...more,
  });

/** The Deployment of `dev` as a request renders it, with a status. */
const deployment = (
  requests: FixWorld['requests'],
  status: object,
  tenant: FixWorld['tenant'] = {},
) => {
  const { snapshot } = worldOf({ requests, tenant });
  const known = snapshot.list({
    cluster: 'spoke-dev',
    group: 'apps',
    kind: 'Deployment',
    name: 'web',
  });
  if (!('value' in known)) {
    throw new Error('There is no Deployment.');
  }
  return { ...known.value[0], status };
};

const drift = (
  kind: string,
  group: string,
  fields: Array<[path: string, git: string, cluster: string]>,
): EnvironmentDrift => {
  const ref = {
    cluster: 'spoke-dev',
    group,
    kind,
    namespace: 'payments',
    name: 'web',
  };
  return {
    environment: 'dev',
    compared: 3,
    applications: [],
    asOf: now,
    objects: [
      {
        ref,
        application: { ...ref, kind: 'Application', name: 'payments-dev' },
        layer: 'tenant',
        state: 'differs',
        notCompared: [],
        fields: fields.map(([path, git, cluster]) => ({
          kind: 'changed' as const,
          path,
          git: { text: git },
          cluster: { text: cluster },
        })),
      },
    ],
  };
};

interface Case {
  code: string;
  /** The world before, and what of it is there no more after each option was deployed. */
  world: FixWorld;
  after?: Partial<FixWorld>;
  titles: string[];
}

const oom = waiting('CrashLoopBackOff', 'back-off', {
  lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
});
const notFound = (name: string) =>
  waiting('ImagePullBackOff', `Back-off pulling image "${name}": not found`);

const full = [workload({ replicas: 5 })];
const fullLive = (used: string) => [
  object('v1', 'ResourceQuota', 'groundwork-quota', {
    spec: { hard: { pods: '30' } },
    status: { hard: { pods: '30' }, used: { pods: used } },
  }),
  deployment(full, {
    replicas: 3,
    readyReplicas: 3,
    conditions: [
      {
        type: 'ReplicaFailure',
        status: used === '30' ? 'True' : 'False',
        message:
          'pods "web-5c9-x" is forbidden: exceeded quota: payments, requested: pods=1',
      },
    ],
  }),
];

const cases: Record<string, Case> = {
  'a container that keeps running out of memory': {
    code: 'OutOfMemory',
    world: {
      requests: [workload({ environments: ['dev'] })],
      live: {
        'spoke-dev': [
          pod('web-5c9-a', oom),
          deployment([workload({ environments: ['dev'] })], {
            replicas: 2,
            readyReplicas: 1,
          }),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Raise its memory from 256Mi to 512Mi'],
  },
  'the same of a workload of several environments': {
    code: 'OutOfMemory',
    world: {
      requests: [workload()],
      live: {
        'spoke-dev': [
          pod('web-5c9-a', oom),
          deployment([workload()], { replicas: 2, readyReplicas: 1 }),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: [
      'Raise its memory from 256Mi to 512Mi in dev',
      'Raise its memory from 256Mi to 512Mi in all environments',
    ],
  },
  'an image that does not exist, while the one before runs': {
    code: 'ImageNotFound',
    world: {
      requests: [
        workload({
          environments: ['dev'],
          image: 'registry.example.com/web:1.5.0',
        }),
      ],
      live: {
        'spoke-dev': [
          pod('web-6d1-a', {
            ...notFound('registry.example.com/web:1.5.0'),
            hash: '6d1',
          }),
          pod('web-5c9-a', { ready: true }),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Use web:1.4.2, which still runs'],
  },
  'a registry that wants the credential that the tenant has': {
    code: 'PullSecretMissing',
    world: {
      requests: [
        workload({ environments: ['dev'] }),
        request('Secret', 'registry', {
          store: 'vault',
          data: [
            { secretKey: 'user', key: 'payments/registry', property: 'user' },
            { secretKey: 'word', key: 'payments/registry', property: 'word' },
          ],
          template: {
            type: 'dockerconfigjson',
            registry: 'registry.example.com',
            username: 'user',
            password: 'word',
          },
        }),
      ],
      live: {
        'spoke-dev': [
          pod(
            'web-5c9-a',
            waiting('ErrImagePull', 'pull access denied, 401 Unauthorized'),
          ),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Pull with the Secret registry'],
  },
  'a Secret whose name is mistyped': {
    code: 'SecretNotFound',
    world: {
      requests: [
        workload({ environments: ['dev'], secrets: ['database-ulr'] }),
        secret('database-url', 'payments/db'),
      ],
      live: {
        'spoke-dev': [
          pod(
            'web-5c9-a',
            waiting(
              'CreateContainerConfigError',
              'secret "database-ulr" not found',
            ),
          ),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Use the Secret database-url'],
  },
  'a path that the store has not, beside one that it has': {
    code: 'SecretPathNotFound',
    world: {
      requests: [
        secret('one', 'payments/databse', { environments: ['dev'] }),
        secret('two', 'payments/database', { environments: ['dev'] }),
      ],
      live: {
        'spoke-dev': [
          externalSecret('one', 'payments/databse', {
            status: 'False',
            reason: 'SecretSyncedError',
            message:
              'could not get secret data from provider: Secret does not exist',
          }),
          externalSecret('two', 'payments/database', {
            status: 'True',
            reason: 'SecretSynced',
          }),
        ],
      },
    },
    after: {
      live: {
        'spoke-dev': [
          externalSecret('one', 'payments/database', {
            status: 'True',
            reason: 'SecretSynced',
          }),
        ],
      },
    },
    titles: ['Read payments/database'],
  },
  'a quota that is used up': {
    code: 'QuotaExhausted',
    world: { requests: full, live: { 'spoke-dev': fullLive('30') } },
    after: { live: { 'spoke-dev': fullLive('3') } },
    titles: [
      'Run the 3 pods of web that there is room for in dev',
      'Ask for tier large',
    ],
  },
  'an autoscaler at its limit': {
    code: 'AutoscalerAtLimit',
    world: {
      requests: [
        workload({
          environments: ['dev'],
          replicas: undefined,
          autoscale: { min: 2, max: 4, cpu: 70 },
        }),
      ],
      live: {
        'spoke-dev': [
          object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
            spec: {
              maxReplicas: 4,
              scaleTargetRef: { kind: 'Deployment', name: 'web' },
            },
            status: {
              currentReplicas: 4,
              conditions: [
                {
                  type: 'ScalingLimited',
                  status: 'True',
                  reason: 'TooManyReplicas',
                },
              ],
            },
          }),
        ],
      },
    },
    after: { live: {} },
    titles: ['Scale up to 6 pods'],
  },
  'a probe of a port that the container does not have': {
    code: 'ProbePort',
    world: {
      requests: [
        workload({
          environments: ['dev'],
          probes: { readiness: { http: { path: '/', port: 9090 } } },
        }),
      ],
      live: {
        'spoke-dev': [pod('web-5c9-a')],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Ask port http (8080)'],
  },
  'a route to a Service that is mistyped': {
    code: 'BackendNotFound',
    world: {
      requests: [
        workload(),
        route({ rules: [{ backends: [{ service: 'wbe', port: 8080 }] }] }),
      ],
    },
    titles: ['Use Service web:8080'],
  },
  'a route to a port that the Service has not': {
    code: 'BackendNotFound',
    world: {
      requests: [
        workload(),
        route({ rules: [{ backends: [{ service: 'web', port: 80 }] }] }),
      ],
    },
    titles: ['Use port 8080 of Service web'],
  },
  'a destination that no policy lets through': {
    code: 'EgressBlocked',
    world: {
      requests: [
        workload({
          environments: ['dev'],
          env: { DATABASE_URL: 'postgres://me:word@10.2.0.5/shop' },
        }),
      ],
    },
    titles: ['Allow egress to 10.2.0.5:5432 in dev'],
  },
  'a Scaler of a workload whose name is mistyped': {
    code: 'ScaleTargetNotFound',
    world: {
      requests: [
        workload(),
        request('Scaler', 'events', {
          target: { kind: 'Deployment', name: 'wbe' },
          environments: ['dev'],
          min: 2,
          max: 5,
          triggers: [
            {
              type: 'cron',
              timezone: 'UTC',
              start: '0 8 * * *',
              end: '0 9 * * *',
              replicas: 2,
            },
          ],
        }),
      ],
    },
    titles: ['Scale web'],
  },
  'a hostname that no listener takes, where another domain has one': {
    code: 'RouteNotAdmitted',
    world: {
      tenant: {
        domains: { dev: ['pay.old.dev.example.com', 'pay.dev.example.com'] },
      },
      requests: [
        workload(),
        route({
          environments: ['dev'],
          hostnames: ['shop.pay.old.dev.example.com'],
        }),
      ],
      live: { 'spoke-dev': [gatewayFor('pay.dev.example.com')] },
    },
    titles: ['Use shop.pay.dev.example.com'],
  },
  'an Application of a revision that is not there': {
    code: 'RevisionNotFound',
    world: {
      tenant: { repositories: ['https://git.example.com/payments/shop.git'] },
      requests: [
        request('Application', 'shop', {
          environments: ['dev'],
          sources: [
            {
              type: 'directory',
              repo: 'https://git.example.com/payments/shop.git',
              path: 'deploy',
              revision: 'mian',
            },
          ],
        }),
      ],
      statuses: { sync: unresolved() },
    },
    after: { statuses: {} },
    titles: [
      `Use ${'b'.repeat(7)}, which was deployed last`,
      'Use the default branch',
    ],
  },
  'pods that somebody scaled by hand': {
    code: 'Drift',
    world: {
      requests: [workload({ environments: ['dev'] })],
      statuses: {
        drift: [drift('Deployment', 'apps', [['spec.replicas', '2', '5']])],
      },
    },
    after: { statuses: { drift: [] } },
    titles: ['Keep what the cluster has: replicas 5'],
  },
  'an image and its memory, changed by hand': {
    code: 'Drift',
    world: {
      requests: [workload()],
      statuses: {
        drift: [
          drift('Deployment', 'apps', [
            [
              'spec.template.spec.containers[name=web].image',
              image,
              'registry.example.com/web:1.4.3',
            ],
            [
              'spec.template.spec.containers[name=web].resources.limits.memory',
              '256Mi',
              '512Mi',
            ],
          ]),
        ],
      },
    },
    after: { statuses: { drift: [] } },
    titles: [
      'Keep what the cluster has: image registry.example.com/web:1.4.3, memory 512Mi',
    ],
  },
  'bounds of an autoscaler, changed by hand': {
    code: 'Drift',
    world: {
      requests: [
        workload({
          environments: ['dev'],
          replicas: undefined,
          autoscale: { min: 2, max: 4, cpu: 70 },
        }),
      ],
      statuses: {
        drift: [
          drift('HorizontalPodAutoscaler', 'autoscaling', [
            ['spec.maxReplicas', '4', '6'],
          ]),
        ],
      },
    },
    after: { statuses: { drift: [] } },
    titles: ['Keep what the cluster has: maxReplicas 6'],
  },
};

/** The external gateway of dev, whose listeners take names below one domain only. */
function gatewayFor(domain: string) {
  return object(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    'external',
    {
      spec: {
        gatewayClassName: 'cilium',
        listeners: ['http', 'https'].map((name, i) => ({
          name,
          port: [80, 443][i],
          protocol: name.toUpperCase(),
          hostname: `*.${domain}`,
          allowedRoutes: { namespaces: { from: 'All' } },
        })),
      },
    },
    'gateways',
  );
}

/** A sync status as Argo CD leaves it whose repository has no such revision. */
function unresolved(): FixStatuses['sync'] {
  const why = "unable to resolve 'mian' to a commit SHA";
  const verdict = {
    state: 'Degraded' as const,
    why,
    native: [],
  };
  return {
    ...verdict,
    environments: [
      {
        ...verdict,
        environment: 'dev',
        cluster: 'spoke-dev',
        namespace: 'payments',
        applications: [
          {
            ...verdict,
            ref: applicationRef(),
            environment: 'dev',
            layer: 'tenant',
            sync: 'Unknown',
            health: 'Healthy',
            history: [{ revisions: ['b'.repeat(40)] }],
            troubled: [],
          },
        ],
      },
    ],
  };
}

/** The Application as the request renders it. */
function applicationRef() {
  return {
    cluster: 'hub',
    group: 'argoproj.io',
    kind: 'Application',
    namespace: 'argocd',
    name: 'payments-dev.shop',
  };
}

function externalSecret(name: string, key: string, ready: object) {
  return object('external-secrets.io/v1', 'ExternalSecret', name, {
    metadata: { generation: 1 },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'SecretStore', name: 'vault' },
      target: { name },
      data: [{ secretKey: 'url', remoteRef: { key } }],
    },
    status: {
      refreshTime: ago(5),
      conditions: [{ type: 'Ready', lastTransitionTime: ago(5), ...ready }],
    },
  });
}

describe('fixes of what runs', () => {
  it.each(Object.entries(cases))(
    'mends %s',
    (_, { code, world, after, titles }) => {
      const fixes = fixesOf(world);
      expect(fixes.map(fix => fix.code)).toEqual([code]);
      expect(fixes[0].options.map(({ title }) => title)).toEqual(titles);
      expect(fixes[0].environments).toContain('dev');
      for (const option of fixes[0].options) {
        expect(previewOf(world, option)).toEqual([]);
        expect(fixesOf({ ...mended(world, option), ...after })).toEqual([]);
      }
    },
  );
});

describe('what makes no fix', () => {
  const codes = (world: FixWorld) => fixesOf(world).map(({ code }) => code);

  it('knows no image where none runs', () => {
    expect(
      codes({
        requests: [workload({ environments: ['dev'] })],
        live: { 'spoke-dev': [pod('web-5c9-a', notFound(image))] },
      }),
    ).toEqual([]);
  });

  it('keeps no drift that a request can not say, not even in part', () => {
    expect(
      codes({
        requests: [workload({ environments: ['dev'] })],
        statuses: {
          drift: [
            drift('Deployment', 'apps', [
              ['spec.replicas', '2', '5'],
              ['spec.template.spec.hostNetwork', 'false', 'true'],
            ]),
          ],
        },
      }),
    ).toEqual([]);
  });

  it('keeps no image that the platform does not allow', () => {
    expect(
      codes({
        requests: [workload({ environments: ['dev'] })],
        statuses: {
          drift: [
            drift('Deployment', 'apps', [
              [
                'spec.template.spec.containers[name=web].image',
                image,
                'registry.example.com/web:latest',
              ],
            ]),
          ],
        },
      }),
    ).toEqual([]);
  });

  it.each([
    'postgres://169.254.169.254/latest',
    'not a url',
    '10.2.0.5',
    'kafka-0:9092,kafka-1:9092',
    'https://api.example.com',
    'http://web.payments.svc:8080',
  ])('opens nothing for %s', value => {
    expect(
      codes({
        requests: [
          workload({ environments: ['dev'], env: { ADDRESS: value } }),
        ],
      }),
    ).toEqual([]);
  });

  it('opens nothing that is open already', () => {
    expect(
      codes({
        tenant: {
          egress: [
            {
              name: 'db',
              cidr: '10.2.0.0/16',
              ports: [{ port: 5432, protocol: 'TCP' }],
            },
          ],
        },
        requests: [
          workload({
            environments: ['dev'],
            env: { DATABASE_URL: 'postgres://10.2.0.5/shop' },
          }),
        ],
      }),
    ).toEqual([]);
  });

  it('raises no memory above the largest tier', () => {
    const most = workload({
      environments: ['dev'],
      resources: { limits: { memory: '4Gi' } },
    });
    expect(
      codes({
        platform: { ...fixPlatform, tiers: { small: fixPlatform.tiers.small } },
        requests: [most],
        live: {
          'spoke-dev': [
            pod('web-5c9-a', { ...oom, limit: '4Gi' }),
            deployment([most], { replicas: 2, readyReplicas: 1 }),
          ],
        },
      }),
    ).toEqual([]);
  });

  it('tells no value of a variable', () => {
    const text = JSON.stringify(
      fixesOf({
        requests: [
          workload({
            environments: ['dev'],
            env: { DATABASE_URL: 'postgres://me:canary@10.2.0.5/shop' },
          }),
        ],
      }),
    );
    expect(text).toContain('10.2.0.5:5432');
    expect(text).not.toContain('canary');
  });

  it('mends a hand edit by rendering its request again', () => {
    const world: FixWorld = { requests: [workload({ environments: ['dev'] })] };
    const path = 'tenants/payments/dev/workload-web.yaml';
    const text = worldOf(world).tree.get(path) ?? '';
    const edited = {
      ...world,
      files: { [path]: text.replace('replicas: 2', 'replicas: 7') },
    };
    const [fix, ...others] = fixesOf(edited);
    expect(others).toEqual([]);
    expect(fix).toMatchObject({
      code: 'HandEdited',
      options: [{ title: 'Render again, as the request says', changes: [] }],
    });
  });
});
