import { object } from '../../testing/fixLive';
import {
  fixesOf,
  type FixWorld,
  fixPlatform,
  mended,
  previewOf,
  request,
} from '../../testing/fixWorld';

const digest = `sha256:${'c'.repeat(64)}`;
const repository = 'registry.example.com/web';

const workload = (spec: object = {}) =>
  request('Workload', 'web', {
    image: `${repository}:1.4.2`,
    ports: [{ name: 'http', port: 8080 }],
    ...spec,
  });
const route = (spec: object) =>
  request('Route', 'shop', {
    protocol: 'HTTP',
    environments: ['dev'],
    rules: [{ backends: [{ service: 'web', port: 8080 }] }],
    ...spec,
  });
const scaler = (trigger: object) =>
  request('Scaler', 'events', {
    target: { name: 'web' },
    min: 1,
    max: 5,
    triggers: [trigger],
  });

/** The workload as it runs, of an image that moves. */
const running = (image: string): NonNullable<FixWorld['live']> => {
  const containers = [{ name: 'web', image }];
  const labels = {
    'app.kubernetes.io/name': 'web',
    'app.kubernetes.io/managed-by': 'groundwork',
    'pod-template-hash': '5c9',
  };
  const owner = (kind: string, name: string) => [
    { apiVersion: 'apps/v1', kind, name, uid: name, controller: true },
  ];
  return {
    'spoke-dev': [
      object('apps/v1', 'Deployment', 'web', {
        spec: { replicas: 1, template: { spec: { containers } } },
        status: { replicas: 1, readyReplicas: 1, updatedReplicas: 1 },
      }),
      object('v1', 'Pod', 'web-5c9-a', {
        metadata: { labels, ownerReferences: owner('ReplicaSet', 'web-5c9') },
        spec: { containers },
        status: {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: 'True' }],
          containerStatuses: [
            {
              name: 'web',
              ready: true,
              image,
              imageID: `${repository}@${digest}`,
            },
          ],
        },
      }),
    ],
  };
};

/** The platform with a further environment, in a cluster of its own. */
const platformWith = (name: string): FixWorld['platform'] => ({
  ...fixPlatform,
  environments: [
    ...fixPlatform.environments,
    {
      ...fixPlatform.environments[0],
      name,
      cluster: name,
      argocd: { cluster: 'hub', destination: { name } },
      domains: [`${name}.example.com`],
    },
  ],
});

const cases: Record<
  string,
  { code: string; world: FixWorld; titles: string[] }
> = {
  'a domain one letter beside that of the environment': {
    code: 'DomainNotOffered',
    world: {
      tenant: { domains: { dev: ['pay.dev.exmple.com'] } },
      requests: [],
    },
    titles: ['Use pay.dev.example.com'],
  },
  'an endpoint whose name is mistyped': {
    code: 'UnknownEndpoint',
    world: {
      requests: [
        workload(),
        scaler({
          type: 'prometheus',
          endpoint: 'tenacy',
          query: 'sum(rate(http_requests_total[1m]))',
          threshold: 10,
        }),
      ],
    },
    titles: ['Use endpoint tenancy'],
  },
  'an image that moves, while it runs': {
    code: 'ImageNotPinned',
    world: {
      requests: [
        workload({ environments: ['dev'], image: `${repository}:latest` }),
      ],
      live: running(`${repository}:latest`),
    },
    titles: ['Keep what runs, sha256:cccccccccccc'],
  },
  'a listener that speaks another protocol': {
    code: 'ListenerProtocol',
    world: {
      requests: [
        workload(),
        route({ parents: [{ gateway: 'internal', listener: 'passthrough' }] }),
      ],
    },
    titles: ['Use listener web', 'Let the protocol choose the listener'],
  },
  'a gateway without a listener for the protocol': {
    code: 'ListenerProtocol',
    world: {
      tenant: {
        ports: [
          {
            environment: 'dev',
            gateway: 'internal',
            section: 'postgres',
            port: 5432,
          },
        ],
      },
      requests: [
        workload(),
        request('Route', 'db', {
          protocol: 'TCP',
          environments: ['dev'],
          parents: [{ gateway: 'external' }],
          backends: [{ service: 'web', port: 8080 }],
        }),
      ],
    },
    titles: ['Use gateway internal'],
  },
  'an environment that the tenant does not have': {
    code: 'EnvironmentNotOfTenant',
    world: {
      tenant: { environments: ['dev'] },
      requests: [workload({ environments: ['dev', 'prod'] })],
    },
    titles: ['Leave prod out'],
  },
  'domains for an environment that the tenant does not have': {
    code: 'EnvironmentNotOfTenant',
    world: {
      tenant: {
        environments: ['dev'],
        domains: { prod: ['pay.example.com'] },
      },
      requests: [],
    },
    titles: ['Leave out what is said for prod'],
  },
  'egress to an environment whose name is near that of two of the platform': {
    code: 'EnvironmentNotOfTenant',
    world: {
      platform: platformWith('dev2'),
      tenant: {
        environments: ['dev', 'prod'],
        egress: [
          {
            name: 'db',
            cidr: '10.2.3.4/32',
            ports: [{ port: 5432, protocol: 'TCP' }],
            environments: ['dev1'],
          },
        ],
      },
      requests: [],
    },
    titles: ['Use dev'],
  },
};

describe('fixes of what is not offered', () => {
  it.each(Object.entries(cases))('mends %s', (_, { code, world, titles }) => {
    const fixes = fixesOf(world);
    expect(fixes.map(fix => fix.code)).toEqual([code]);
    expect(fixes[0].options.map(({ title }) => title)).toEqual(titles);
    for (const option of fixes[0].options) {
      expect(option.remaining).toEqual([]);
      expect(
        previewOf(world, option).filter(each => each.startsWith('error')),
      ).toEqual([]);
      expect(fixesOf(mended(world, option))).toEqual([]);
    }
  });

  it('mends one of two that are wrong in the same way, and tells of the other', () => {
    const world: FixWorld = {
      platform: platformWith('qa'),
      tenant: { environments: ['dev'] },
      requests: [workload({ environments: ['dev', 'prod', 'qa'] })],
    };
    const fixes = fixesOf(world);
    expect(
      fixes.flatMap(({ options }) => options.map(({ title }) => title)),
    ).toEqual(['Leave prod out', 'Leave qa out']);
    const [option] = fixes[0].options;
    expect(option.remaining).toHaveLength(1);
    const [left, ...others] = fixesOf(mended(world, option));
    expect(others).toEqual([]);
    expect(fixesOf(mended(mended(world, option), left.options[0]))).toEqual([]);
  });
});
