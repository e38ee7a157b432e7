import {
  fixesOf,
  type FixWorld,
  image,
  mended,
  previewOf,
  request,
} from '../testing/fixWorld';

const workload = (spec: object = {}, name = 'web') =>
  request('Workload', name, {
    image,
    ports: [{ name: 'http', port: 8080 }],
    ...spec,
  });
const route = (spec: object = {}) =>
  request('Route', 'shop', {
    protocol: 'HTTP',
    parents: [{ gateway: 'external' }],
    rules: [{ backends: [{ service: 'web', port: 8080 }] }],
    ...spec,
  });
const secret = (spec: object = {}) =>
  request('Secret', 'db', {
    store: 'vault',
    data: [{ secretKey: 'url', key: 'payments/db' }],
    ...spec,
  });
const scaler = (spec: object = {}) =>
  request('Scaler', 'events', {
    target: { name: 'web' },
    min: 1,
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
    ...spec,
  });

const cases: Record<
  string,
  { code: string; world: FixWorld; titles: string[] }
> = {
  'a hostname one letter beside the domain': {
    code: 'HostnameOutsideDomains',
    world: {
      requests: [
        workload(),
        route({
          environments: ['dev'],
          hostnames: ['shop.payments.dev.exmple.com'],
        }),
      ],
    },
    titles: [
      'Use shop.payments.dev.example.com',
      'Use the usual name, shop.<domain>',
    ],
  },
  'a hostname that is right in one environment only': {
    code: 'HostnameOutsideDomains',
    world: {
      requests: [
        workload(),
        route({ hostnames: ['shop.payments.example.com'] }),
      ],
    },
    titles: [
      'Use shop.payments.dev.example.com in dev',
      'Use the usual name, shop.<domain>',
    ],
  },
  'a gateway that is not offered': {
    code: 'UnknownGateway',
    world: {
      requests: [workload(), route({ parents: [{ gateway: 'externl' }] })],
    },
    titles: ['Use gateway external'],
  },
  'a listener that the gateway has not': {
    code: 'UnknownListener',
    world: {
      requests: [
        workload(),
        route({ parents: [{ gateway: 'external', listener: 'https2' }] }),
      ],
    },
    titles: [
      'Use listener https',
      'Use listener http',
      'Let the protocol choose the listener',
    ],
  },
  'a probe on a port that is not there': {
    code: 'UnknownPort',
    world: {
      requests: [
        workload({
          probes: { readiness: { http: { path: '/', port: 'web' } } },
        }),
      ],
    },
    titles: ['Use port http'],
  },
  'a request above its limit': {
    code: 'RequestExceedsLimit',
    world: {
      requests: [
        workload({
          resources: {
            requests: { memory: '1Gi' },
            limits: { memory: '512Mi' },
          },
        }),
      ],
    },
    titles: ['Raise the limit to 1Gi', 'Request 512Mi'],
  },
  'more than one container may have': {
    code: 'TierLimitExceeded',
    world: {
      requests: [workload({ resources: { limits: { memory: '5Gi' } } })],
    },
    titles: ['Use 4Gi, the most of this tier', 'Ask for tier large'],
  },
  'more pods than the quota has': {
    code: 'TierQuotaExceeded',
    world: { requests: [workload({ replicas: 40 })] },
    titles: ['Run at most 15 pods', 'Ask for tier large'],
  },
  'both replicas and an autoscaler': {
    code: 'Contradiction',
    world: {
      requests: [
        workload({ replicas: 3, autoscale: { min: 2, max: 4, cpu: 70 } }),
      ],
    },
    titles: ['Let the autoscaler decide', 'Always run 3 pods'],
  },
  'a maximum below the minimum': {
    code: 'Contradiction',
    world: { requests: [workload({ autoscale: { min: 4, max: 2, cpu: 70 } })] },
    titles: ['Run at most 4 pods'],
  },
  'a workload that two scale': {
    code: 'ConflictingScalers',
    world: {
      requests: [
        workload({ autoscale: { min: 2, max: 4, cpu: 70 } }),
        scaler(),
      ],
    },
    titles: ['Let the Scaler decide'],
  },
  'a store that is not offered': {
    code: 'UnknownStore',
    world: { requests: [secret({ store: 'vualt' })] },
    titles: ['Use the store vault'],
  },
  'a path outside of the prefix': {
    code: 'PathOutsidePrefix',
    world: {
      requests: [secret({ data: [{ secretKey: 'url', key: 'shop/db' }] })],
    },
    titles: ['Read ${{ tenant }}/db', 'Read ${{ tenant }}/shop/db'],
  },
  'a path with an empty part': {
    code: 'InvalidPath',
    world: {
      requests: [secret({ data: [{ secretKey: 'url', key: 'payments//db' }] })],
    },
    titles: ['Write it as payments/db'],
  },
  'a store that is asked too often': {
    code: 'RefreshTooOften',
    world: { requests: [secret({ refresh: { interval: '10s' } })] },
    titles: ['Refresh every minute'],
  },
  'an environment that the tenant has not': {
    code: 'UnknownEnvironment',
    world: { requests: [workload({ environments: ['dev', 'prd'] })] },
    titles: ['Use prod', 'Leave prd out'],
  },
  'a part for an environment that is not there': {
    code: 'UnknownEnvironment',
    world: { requests: [workload({ overrides: { prd: { replicas: 3 } } })] },
    titles: ['Write it for prod', 'Leave out what is said for prd'],
  },
  'a hostname that is listed twice': {
    code: 'Duplicate',
    world: {
      requests: [
        workload(),
        route({
          environments: ['dev'],
          hostnames: [
            'a.payments.dev.example.com',
            'a.payments.dev.example.com',
          ],
        }),
      ],
    },
    titles: ['Name a.payments.dev.example.com once'],
  },
  'a PriorityClass that the tier has not': {
    code: 'PriorityClassNotAllowed',
    world: { requests: [workload({ priorityClass: 'gold' })] },
    titles: ['Leave the PriorityClass out'],
  },
  'a chart repository with its scheme': {
    code: 'InvalidRepository',
    world: {
      tenant: { repositories: ['registry.example.com/charts'] },
      requests: [
        request('Application', 'cache', {
          sources: [
            {
              type: 'helm',
              repo: 'oci://registry.example.com/charts',
              chart: 'redis',
              revision: '1.2.3',
            },
          ],
        }),
      ],
    },
    titles: ['Write it as registry.example.com/charts'],
  },
  'a repository that the tenant may not read': {
    code: 'RepositoryNotAllowed',
    world: {
      requests: [
        request('Application', 'shop', {
          sources: [
            {
              type: 'directory',
              repo: 'https://git.example.com/payments/shop.git',
              path: 'deploy',
              revision: 'main',
            },
          ],
        }),
      ],
    },
    titles: ['Let the tenant read https://git.example.com/payments/shop.git'],
  },
  'an address range with host bits': {
    code: 'InvalidCidr',
    world: {
      tenant: {
        egress: [
          {
            name: 'db',
            cidr: '10.2.3.4/16',
            ports: [{ port: 5432, protocol: 'TCP' }],
          },
        ],
      },
      requests: [],
    },
    titles: ['Write it as 10.2.3.4/32', 'Write it as 10.2.0.0/16'],
  },
  'a range of ports that ends before it begins': {
    code: 'InvalidRange',
    world: {
      tenant: {
        egress: [
          {
            name: 'db',
            cidr: '10.2.3.4/32',
            ports: [{ port: 6000, endPort: 5000, protocol: 'TCP' }],
          },
        ],
      },
      requests: [],
    },
    titles: ['Write it as 5000 to 6000'],
  },
  'a tier that the platform has not': {
    code: 'UnknownTier',
    world: { tenant: { tier: 'larg' }, requests: [] },
    titles: ['Use tier large'],
  },
};

describe('fixes of what is refused', () => {
  it.each(Object.entries(cases))('mends %s', (_, { code, world, titles }) => {
    const fixes = fixesOf(world);
    expect(fixes.map(fix => fix.code)).toContain(code);
    const found = fixes.find(fix => fix.code === code)!;
    expect(found.options.map(({ title }) => title)).toEqual(titles);
    for (const option of found.options) {
      expect(option.changes).not.toEqual([]);
      expect(option.remaining).toEqual([]);
      expect(
        previewOf(world, option).filter(each => each.startsWith('error')),
      ).toEqual([]);
      expect(fixesOf(mended(world, option))).toEqual([]);
    }
  });

  it('finds nothing to mend where nothing is wrong', () => {
    expect(
      fixesOf({ requests: [workload(), route(), secret(), scaler()] }),
    ).toEqual([]);
  });
});
