import { KubernetesObject } from '../../model';
import { objectsFor, refusedFor, renderFor } from '../../testing/renderFor';
import { offeringPlatform } from '../../testing/offeringPlatform';

const external = { parents: [{ gateway: 'external' }] };
const shop = { service: 'shop', port: 80 };

function http(rule: object, rest: object = {}) {
  return {
    protocol: 'HTTP',
    ...external,
    rules: [{ backends: [shop], ...rule }],
    ...rest,
  };
}

function specOf(object: KubernetesObject | undefined) {
  return object?.spec as Record<string, unknown>;
}

/** The small platform with both environments on one cluster. */
function sharedCluster() {
  const platform = offeringPlatform();
  return {
    ...platform,
    naming: { namespace: '${{ tenant }}-${{ environment }}' },
    environments: platform.environments.map(environment => ({
      ...environment,
      cluster: 'one',
    })),
  };
}

describe('a route', () => {
  it('matches the golden file', () => {
    const [, file] = renderFor('Route', {
      ...http({
        matches: [{ path: { type: 'PathPrefix', value: '/api' } }],
        backends: [
          { ...shop, weight: 90 },
          { service: 'shop-canary', port: 80, weight: 10 },
        ],
        filters: [
          {
            type: 'URLRewrite',
            path: { type: 'ReplacePrefixMatch', value: '/' },
          },
        ],
        timeouts: { request: '10s' },
      }),
      environments: ['dev'],
    });
    expect(file.content).toMatchSnapshot();
  });

  it.each([
    ['dev', ['shop.payments.dev.example.com']],
    ['prod', ['shop.payments.example.com']],
  ])('takes a name under the first domain in %s', (environment, hostnames) => {
    const [route] = objectsFor('Route', http({}), { environment });
    expect(specOf(route).hostnames).toEqual(hostnames);
  });

  it('needs a name of its own where the one it would get is too long', () => {
    const labels = Array.from({ length: 4 }, () => 'a'.repeat(60)).join('.');
    const tenant = { domains: { dev: [`${labels}.com`] } };
    const spec = http({}, { environments: ['dev'] });
    expect(refusedFor('Route', spec, { tenant, name: 'a-long-name' })).toEqual([
      'HostnameTooLong spec.hostnames',
    ]);
  });

  it('takes the names of its override', () => {
    const spec = http(
      {},
      { overrides: { prod: { hostnames: ['pay.payments.example.com'] } } },
    );
    const [route] = objectsFor('Route', spec, { environment: 'prod' });
    expect(specOf(route).hostnames).toEqual(['pay.payments.example.com']);
  });

  it('prefers encrypted listeners and names them', () => {
    const [route] = objectsFor('Route', http({}));
    expect(specOf(route).parentRefs).toEqual([
      {
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        namespace: 'gateways',
        name: 'external',
        sectionName: 'https',
      },
    ]);
  });

  it.each(['GRPC', 'TLS', 'TCP', 'UDP'])('renders %sRoute in v1', protocol => {
    const spec = {
      protocol,
      parents: [{ gateway: 'internal' }],
      ...(protocol === 'GRPC'
        ? { rules: [{ backends: [shop] }] }
        : { backends: [shop] }),
    };
    const tenant = {
      ports: ['dev', 'prod'].flatMap(environment => [
        { environment, gateway: 'internal', section: 'postgres', port: 5432 },
        { environment, gateway: 'internal', section: 'syslog', port: 514 },
      ]),
    };
    const [route] = objectsFor('Route', spec, { tenant });
    expect(route).toMatchObject({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: `${protocol}Route`,
    });
    expect(specOf(route).parentRefs).toHaveLength(1);
    expect('hostnames' in specOf(route)).toBe(/GRPC|TLS/.test(protocol));
  });

  it.each([
    ['1.4.1', 'experimental', 'v1alpha3'],
    ['1.2.0', 'experimental', 'v1alpha2'],
    ['v1.5.0', 'standard', 'v1'],
  ] as const)('writes a TLSRoute of %s %s as %s', (version, channel, api) => {
    const spec = {
      protocol: 'TLS',
      parents: [{ gateway: 'internal' }],
      backends: [shop],
      environments: ['dev'],
    };
    const gatewayApi = { 'spoke-dev': { version, channel } };
    const [route] = objectsFor('Route', spec, { gatewayApi });
    expect(route.apiVersion).toBe(`gateway.networking.k8s.io/${api}`);
  });

  it.each([
    ['1.5.1', 'standard', { protocol: 'TCP' }, 'spec.protocol'],
    ['1.4.1', 'standard', { protocol: 'TLS' }, 'spec.protocol'],
    [
      '1.4.1',
      'standard',
      http({ filters: [{ type: 'CORS', allowOrigins: ['*'] }] }),
      'spec.rules[0].filters[0]',
    ],
    ['1.6.1', 'standard', http({ retry: {} }), 'spec.rules[0].retry'],
    [
      '1.1.0',
      'standard',
      http({ timeouts: { request: '1s' } }),
      'spec.rules[0].timeouts',
    ],
  ] as const)(
    'says what %s %s does not have',
    (version, channel, spec, field) => {
      const whole = {
        parents: [{ gateway: 'internal' }],
        environments: ['dev'],
        ...('rules' in spec ? {} : { backends: [shop] }),
        ...spec,
      };
      const gatewayApi = { 'spoke-dev': { version, channel } };
      expect(refusedFor('Route', whole, { gatewayApi })).toContain(
        `NotServed ${field}`,
      );
    },
  );

  it('grants its own other namespace the way to the Service, over there', () => {
    const spec = http(
      {
        backends: [
          shop,
          { service: 'db', port: 80, namespace: 'payments-prod' },
        ],
      },
      { environments: ['dev'] },
    );
    const options = { platform: sharedCluster() };
    const [grant] = objectsFor('Route', spec, {
      ...options,
      environment: 'prod',
    });
    expect(grant).toMatchObject({
      kind: 'ReferenceGrant',
      metadata: { namespace: 'payments-prod', name: 'shop-from-dev' },
      spec: {
        from: [{ kind: 'HTTPRoute', namespace: 'payments-dev' }],
        to: [{ group: '', kind: 'Service', name: 'db' }],
      },
    });
    const paths = renderFor('Route', spec, options).map(file => file.path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('reaches a shared Service of the platform without a grant of its own', () => {
    const platform = offeringPlatform();
    const environments = platform.environments.map(environment => ({
      ...environment,
      sharedServices: [{ namespace: 'auth', service: 'proxy' }],
    }));
    const objects = objectsFor(
      'Route',
      http({ backends: [{ service: 'proxy', port: 80, namespace: 'auth' }] }),
      { platform: { ...platform, environments } },
    );
    expect(objects.map(object => object.kind)).toEqual(['HTTPRoute']);
  });

  it('reaches a host outside, where the platform allows it and the cluster has XBackend', () => {
    const platform = offeringPlatform();
    const environments = platform.environments.map(environment => ({
      ...environment,
      externalBackends: { hostnames: ['*.example.org'] },
    }));
    const channel = 'experimental' as const;
    const options = {
      platform: { ...platform, environments },
      gatewayApi: {
        'spoke-dev': { version: '1.6.1', channel },
        prod: { version: '1.6.1', channel },
      },
    };
    const to = (hostname: string) =>
      http({ backends: [{ external: { hostname, port: 443 } }] });
    const objects = objectsFor('Route', to('api.example.org'), options);
    expect(objects.map(object => object.kind)).toEqual([
      'XBackend',
      'HTTPRoute',
    ]);
    const backend = 'spec.rules[0].backends[0].external';
    expect(refusedFor('Route', to('api.example.com'), options)).toContain(
      `ExternalNotAllowed ${backend}.hostname`,
    );
    expect(
      refusedFor('Route', to('db.orders.svc.cluster.local'), options),
    ).toContain(`HostNotExternal ${backend}.hostname`);
    expect(
      refusedFor('Route', to('api.example.org'), {
        ...options,
        gatewayApi: {},
      }),
    ).toContain(`NotServed ${backend}`);
  });
});
