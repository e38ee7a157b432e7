import { refusedFor } from '../../testing/renderFor';

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

describe('a route', () => {
  const prefix = (type: string) => ({
    type,
    path: { type: 'ReplacePrefixMatch', value: '/new' },
  });
  const many = Array.from({ length: 44 }, (_, index) => ({
    path: { type: 'Exact', value: `/${index}` },
  }));
  it.each([
    [http({}, { hostnames: [] }), 'InvalidRequest spec.hostnames'],
    [
      http({}, { hostnames: ['shop.orders.dev.example.com'] }),
      'HostnameOutsideDomains spec.hostnames[0]',
    ],
    [
      http({}, { hostnames: ['*.dev.example.com'] }),
      'HostnameOutsideDomains spec.hostnames[0]',
    ],
    [
      http({}, { hostnames: ['evilpayments.dev.example.com'] }),
      'HostnameOutsideDomains spec.hostnames[0]',
    ],
    [http({}, { parents: [] }), 'InvalidRequest spec.parents'],
    [
      http({}, { parents: [{ gateway: 'x' }] }),
      'UnknownGateway spec.parents[0].gateway',
    ],
    [
      http({}, { parents: [{ gateway: 'external', listener: 'x' }] }),
      'UnknownListener spec.parents[0].listener',
    ],
    [
      http({}, { parents: [{ gateway: 'internal', listener: 'postgres' }] }),
      'ListenerProtocol spec.parents[0].listener',
    ],
    [
      http({}, { parents: [{ gateway: 'external' }, { gateway: 'external' }] }),
      'Duplicate spec.parents[1]',
    ],
    [
      { protocol: 'TCP', parents: [{ gateway: 'internal' }], backends: [shop] },
      'PortNotGranted spec.parents[0]',
    ],
    [
      {
        protocol: 'UDP',
        parents: [{ gateway: 'internal', listener: 'syslog' }],
        backends: [shop],
      },
      'PortNotGranted spec.parents[0].listener',
    ],
    [
      { protocol: 'TCP', ...external, backends: [shop], hostnames: ['a.b'] },
      'InvalidRequest spec.hostnames',
    ],
    [http({ backends: [] }), 'Missing spec.rules[0].backends'],
    [
      http({ backends: [{ ...shop, weight: 0 }] }),
      'AllWeightsZero spec.rules[0].backends',
    ],
    [
      http({ backends: [{ ...shop, namespace: 'orders' }] }),
      'NamespaceNotAllowed spec.rules[0].backends[0].namespace',
    ],
    [
      http({
        backends: [{ external: { hostname: 'a.example.org', port: 1 } }],
      }),
      'ExternalNotAllowed spec.rules[0].backends[0].external',
    ],
    [
      http({ filters: [{ type: 'RequestRedirect', scheme: 'https' }] }),
      'Contradiction spec.rules[0].backends',
    ],
    [
      http({ filters: [{ type: 'RequestRedirect' }], backends: [] }),
      'Missing spec.rules[0].filters[0]',
    ],
    [
      http({
        filters: [
          { type: 'RequestRedirect', port: 80 },
          { type: 'URLRewrite', hostname: 'a.b' },
        ],
        backends: [],
      }),
      'Contradiction spec.rules[0].filters',
    ],
    [
      http({
        filters: [prefix('URLRewrite')],
        matches: [{ path: { type: 'Exact', value: '/a' } }],
      }),
      'Contradiction spec.rules[0].filters[0].path',
    ],
    [
      http({
        backends: [{ ...shop, filters: [prefix('URLRewrite')] }],
        matches: many,
      }),
      'Contradiction spec.rules[0].backends[0].filters[0].path',
    ],
    [
      http({}, { rules: Array(3).fill({ matches: many, backends: [shop] }) }),
      'TooMany spec.rules',
    ],
    [
      http({ filters: Array(2).fill(prefix('URLRewrite')) }),
      'Duplicate spec.rules[0].filters[1]',
    ],
    [
      http({
        filters: [
          {
            type: 'RequestMirror',
            backend: shop,
            percent: 1,
            fraction: { numerator: 1 },
          },
        ],
      }),
      'Contradiction spec.rules[0].filters[0].fraction',
    ],
    [
      http({ filters: [{ type: 'CORS', allowOrigins: ['*', 'https://a'] }] }),
      'Contradiction spec.rules[0].filters[0].allowOrigins',
    ],
    [
      http({
        filters: [
          {
            type: 'ResponseHeaderModifier',
            set: [
              { name: 'A', value: '1' },
              { name: 'a', value: '2' },
            ],
          },
        ],
      }),
      'Duplicate spec.rules[0].filters[0].set[1]',
    ],
    [
      http({ timeouts: { request: '1s', backendRequest: '1001ms' } }),
      'Contradiction spec.rules[0].timeouts.backendRequest',
    ],
    [
      http({
        matches: [{ path: { type: 'RegularExpression', value: '/(?=a)' } }],
      }),
      'InvalidExpression spec.rules[0].matches[0].path.value',
    ],
    [
      {
        protocol: 'GRPC',
        ...external,
        rules: [{ matches: [{ method: { type: 'Exact' } }], backends: [shop] }],
      },
      'Missing spec.rules[0].matches[0].method',
    ],
    [
      http({}, { overrides: { test: {} } }),
      'UnknownEnvironment spec.overrides.test',
    ],
  ])('refuses %j with %s', (spec, expected) => {
    expect(refusedFor('Route', spec)).toContain(expected);
  });

  it.each([
    'a',
    '//a',
    '/a/../b',
    '/a/..',
    '/./a',
    '/%2Fa',
    '/a b',
    '/a#b',
    '/a?b',
    '/%zz',
  ])('refuses the path %s', value => {
    const spec = http({ matches: [{ path: { type: 'PathPrefix', value } }] });
    expect(refusedFor('Route', spec)).toEqual([
      'InvalidRequest spec.rules[0].matches[0].path.value',
    ]);
  });
});
