import { crdsOf } from './__fixtures__/crds';
import { schemaSet } from './schemaSet';
import { validate } from './validate';

/*
 * The cases follow what kubernetes-sigs/gateway-api tests against a real API server in tests/cel (Apache-2.0):
 * the same objects, and for refused ones the messages of that server.
 */
const standard = schemaSet({ crds: crdsOf('v1.6.1-standard') });
const experimental = schemaSet({
  crds: crdsOf('v1.6.1-experimental'),
});

function errorsOf(kind: string, spec: object, schemas = standard): string[] {
  return validate(
    [
      {
        apiVersion: kind.startsWith('X')
          ? 'gateway.networking.x-k8s.io/v1alpha1'
          : 'gateway.networking.k8s.io/v1',
        kind,
        metadata: { name: 'foo', namespace: 'default' },
        spec,
      },
    ],
    schemas,
  ).map(finding => `${finding.code}: ${finding.message}`);
}

/** Matches exactly no errors where none are expected, else all of those among others. */
function refusals(...texts: string[]): unknown {
  if (texts.length === 0) return [];
  return expect.arrayContaining(
    texts.map(text => expect.stringContaining(text)),
  );
}

const noMirror = { backendRef: { name: '' } };
const path = (value: string, type = 'PathPrefix') => ({
  path: { type, value },
});
const backend = { name: 'test-service', port: 80 };
const prefix = {
  path: { type: 'ReplacePrefixMatch', replacePrefixMatch: 'foo' },
};
const rewrite = { type: 'URLRewrite', urlRewrite: prefix };
const redirect = { type: 'RequestRedirect', requestRedirect: prefix };
const characters =
  "must only contain valid characters (matching ^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$) for types ['Exact', 'PathPrefix']";
const onePrefix = (filter: string) =>
  `using ${filter} filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified`;

describe('paths of an HTTPRoute', () => {
  it.each([
    ['PathPrefix', 'foo', ["must be an absolute path and start with '/'"]],
    ['PathPrefix', '/.', ["must not end with '/.'"]],
    ['PathPrefix', '/..', ["must not end with '/..'"]],
    ['Exact', '/foo/./bar', ["must not contain '/./'"]],
    ['Exact', '/foo/../bar', ["must not contain '/../'"]],
    ['Exact', '/foo//bar', ["must not contain '//'"]],
    ['Exact', '/foo%2fbar', ["must not contain '%2f'"]],
    ['Exact', '/foo%2Fbar', ["must not contain '%2F'"]],
    ['Exact', '/foo#bar', ["must not contain '#'"]],
    ['PathPrefix', '/[]', [characters]],
    ['Exact', '/^', [characters]],
    ['FooBar', '/path', ['must be Exact, PathPrefix or RegularExpression']],
    ['RegularExpression', '/foo/./bar', []],
    ['PathPrefix', '/path', []],
    ['Exact', "/abc/123'/a-b-c/d@gmail/%0A", []],
  ])('of type %s with value %s', (type, value, expected) => {
    const rules = [{ matches: [path(value, type)], backendRefs: [backend] }];
    expect(errorsOf('HTTPRoute', { rules })).toEqual(refusals(...expected));
  });
});

describe('backends of an HTTPRoute', () => {
  it.each<[object, string[]]>([
    [{ name: 'backend', port: 99 }, []],
    [{ name: 'backend' }, ['Must have port for Service reference']],
    [{ group: '', kind: 'Service', name: 'backend', port: 99 }, []],
    [
      { group: '', kind: 'Service', name: 'backend' },
      ['Must have port for Service reference'],
    ],
    [{ group: 'foo.example.com', kind: 'Foo', name: 'backend' }, []],
    [{ name: 'backend', port: 0 }, ['must be at least 1']],
    [{ name: 'backend', port: 65536 }, ['must be at most 65535']],
    [{ name: 'backend', port: '80' }, ['must be an integer']],
    [{ ...backend, weight: 1000001 }, ['must be at most 1000000']],
  ])('%j', (backendRef, expected) => {
    const rules = [{ backendRefs: [backendRef] }];
    expect(errorsOf('HTTPRoute', { rules })).toEqual(refusals(...expected));
  });
});

const header = { set: [{ name: 'name', value: 'foo' }], remove: ['remove'] };
const mirrorTo = {
  backendRef: {
    group: 'group',
    kind: 'kind',
    name: 'name',
    namespace: 'ns',
    port: 22,
  },
};
const extension = { group: 'group', kind: 'kind', name: 'name' };

const commonFilters: Array<[object, string[]]> = [
  [{ type: 'RequestHeaderModifier', requestHeaderModifier: header }, []],
  [
    { type: 'RequestHeaderModifier', requestMirror: noMirror },
    [
      'filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type',
      'filter.requestMirror must be nil if the filter.type is not RequestMirror',
    ],
  ],
  [
    { type: 'RequestHeaderModifier' },
    [
      'filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type',
    ],
  ],
  [{ type: 'ResponseHeaderModifier', responseHeaderModifier: header }, []],
  [
    { type: 'ResponseHeaderModifier' },
    [
      'filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type',
    ],
  ],
  [{ type: 'RequestMirror', requestMirror: mirrorTo }, []],
  [
    { type: 'RequestMirror', requestHeaderModifier: {} },
    [
      'filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier',
      'filter.requestMirror must be specified for RequestMirror filter.type',
    ],
  ],
  [
    { type: 'RequestMirror' },
    ['filter.requestMirror must be specified for RequestMirror filter.type'],
  ],
  [{ type: 'ExtensionRef', extensionRef: extension }, []],
  [
    { type: 'ExtensionRef', requestMirror: noMirror },
    [
      'filter.requestMirror must be nil if the filter.type is not RequestMirror',
      'filter.extensionRef must be specified for ExtensionRef filter.type',
    ],
  ],
];

describe('filters of an HTTPRoute', () => {
  it.each<[object, string[]]>([
    ...commonFilters,
    [
      {
        type: 'RequestRedirect',
        requestRedirect: {
          scheme: 'http',
          hostname: 'hostname',
          path: { type: 'ReplaceFullPath', replaceFullPath: 'path' },
          port: 8080,
          statusCode: 302,
        },
      },
      [],
    ],
    [
      { type: 'RequestRedirect', requestMirror: noMirror },
      [
        'filter.requestMirror must be nil if the filter.type is not RequestMirror',
        'filter.requestRedirect must be specified for RequestRedirect filter.type',
      ],
    ],
    [
      { type: 'URLRewrite', requestMirror: noMirror },
      [
        'filter.requestMirror must be nil if the filter.type is not RequestMirror',
        'filter.urlRewrite must be specified for URLRewrite filter.type',
      ],
    ],
    [
      { type: 'CORS', requestMirror: noMirror },
      [
        'filter.cors must be specified for CORS filter.type',
        'filter.requestMirror must be nil if the filter.type is not RequestMirror',
      ],
    ],
    [{ type: 'CORS', cors: { allowOrigins: ['*'] } }, []],
  ])('%j', (filter, expected) => {
    const rules = [{ filters: [filter] }];
    expect(errorsOf('HTTPRoute', { rules })).toEqual(refusals(...expected));
  });

  it.each<[object, string[]]>([
    [{ type: 'ReplaceFullPath', replaceFullPath: 'foo' }, []],
    [
      { type: 'ReplaceFullPath' },
      [
        "replaceFullPath must be specified when type is set to 'ReplaceFullPath'",
      ],
    ],
    [
      { type: 'ReplacePrefixMatch', replaceFullPath: 'foo' },
      ["type must be 'ReplaceFullPath' when replaceFullPath is set"],
    ],
    [{ type: 'ReplacePrefixMatch', replacePrefixMatch: '/foo' }, []],
    [
      { type: 'ReplacePrefixMatch' },
      [
        "replacePrefixMatch must be specified when type is set to 'ReplacePrefixMatch'",
      ],
    ],
    [
      { type: 'ReplaceFullPath', replacePrefixMatch: '/foo' },
      ["type must be 'ReplacePrefixMatch' when replacePrefixMatch is set"],
    ],
  ])('that change a path by %j', (modifier, expected) => {
    const filter = {
      type: 'RequestRedirect',
      requestRedirect: { path: modifier },
    };
    const rules = [{ filters: [filter] }];
    expect(errorsOf('HTTPRoute', { rules })).toEqual(refusals(...expected));
  });

  const pattern = 'must match ';
  it.each<[object, string[]]>([
    [
      {
        allowOrigins: [
          'https://xpto.com',
          'http://*.abcd.com',
          'http://*.abcd.com:12345',
        ],
      },
      [],
    ],
    [
      { allowOrigins: ['*', 'https://xpto.com'] },
      ["AllowOrigins cannot contain '*' alongside other origins"],
    ],
    [{ allowOrigins: ['https://xpto.com', 'xpto.com'] }, [pattern]],
    [{ allowOrigins: ['https://*.com'] }, []],
    [{ allowOrigins: ['https://xpto.com:notaport'] }, [pattern]],
    [{ allowOrigins: ['xpto/https://xpto.com'] }, [pattern]],
    [{ allowMethods: ['BAZINGA'] }, ['is "BAZINGA"']],
    [
      { allowMethods: ['GET', '*', 'POST'] },
      ["AllowMethods cannot contain '*' alongside other methods"],
    ],
    [{ allowMethods: ['GET', 'OPTIONS', 'POST'] }, []],
  ])('that allow other origins by %j', (cors, expected) => {
    const rules = [{ filters: [{ type: 'CORS', cors }] }];
    expect(errorsOf('HTTPRoute', { rules })).toEqual(refusals(...expected));
  });
});

describe('rules of an HTTPRoute', () => {
  const repeated = (count: number, value: object) =>
    Array.from({ length: count }, () => value);
  it.each<[string, object[], string[]]>([
    ['may have no filters', [{ matches: [path('/')] }], []],
    [
      'may repeat ExtensionRef',
      [
        {
          matches: [path('/')],
          filters: repeated(3, {
            type: 'ExtensionRef',
            extensionRef: { group: '', kind: 'Service', name: 'test' },
          }),
        },
      ],
      [],
    ],
    [
      'must not redirect with backends',
      [
        {
          filters: [
            { type: 'RequestRedirect', requestRedirect: { scheme: 'https' } },
          ],
          backendRefs: [backend],
        },
      ],
      ['RequestRedirect filter must not be used together with backendRefs'],
    ],
    [
      'may rewrite one prefix',
      [{ matches: [path('/foo')], filters: [rewrite] }],
      [],
    ],
    [
      'may not rewrite two prefixes',
      [{ matches: [path('/foo'), path('/bar')], filters: [rewrite] }],
      [onePrefix('URLRewrite')],
    ],
    [
      'may not rewrite an expression',
      [{ matches: [path('/foo', 'RegularExpression')], filters: [rewrite] }],
      [onePrefix('URLRewrite')],
    ],
    [
      'may redirect one prefix',
      [{ matches: [path('/foo')], filters: [redirect] }],
      [],
    ],
    [
      'may not redirect two prefixes',
      [{ matches: [path('/foo'), path('/bar')], filters: [redirect] }],
      [onePrefix('RequestRedirect')],
    ],
    [
      'may not redirect an expression',
      [{ matches: [path('/foo', 'RegularExpression')], filters: [redirect] }],
      [onePrefix('RequestRedirect')],
    ],
    [
      'may rewrite one prefix for a backend',
      [
        {
          matches: [path('/foo')],
          backendRefs: [{ ...backend, filters: [rewrite] }],
        },
      ],
      [],
    ],
    [
      'may not rewrite two prefixes for a backend',
      [
        {
          matches: [path('/foo'), path('/bar')],
          backendRefs: [{ ...backend, filters: [rewrite] }],
        },
      ],
      [`Within backendRefs, When ${onePrefix('URLRewrite')}`],
    ],
    [
      'may not redirect an expression for a backend',
      [
        {
          matches: [path('/foo', 'RegularExpression')],
          backendRefs: [{ ...backend, filters: [redirect] }],
        },
      ],
      [`Within backendRefs, when ${onePrefix('RequestRedirect')}`],
    ],
    [
      'may not rewrite and redirect',
      [{ filters: [rewrite, redirect] }],
      [
        'May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both',
      ],
    ],
    [
      'may not repeat URLRewrite',
      [{ matches: [path('/')], filters: [rewrite, rewrite] }],
      ['URLRewrite filter cannot be repeated'],
    ],
    [
      'may not repeat URLRewrite for a backend',
      [
        {
          matches: [path('/')],
          backendRefs: [{ ...backend, filters: [rewrite, rewrite] }],
        },
      ],
      ['URLRewrite filter cannot be repeated'],
    ],
    [
      'may not repeat several filters',
      [
        {
          filters: [
            { type: 'ResponseHeaderModifier', responseHeaderModifier: header },
            { type: 'ResponseHeaderModifier', responseHeaderModifier: header },
            { type: 'RequestRedirect', requestRedirect: { scheme: 'https' } },
            { type: 'RequestRedirect', requestRedirect: { scheme: 'https' } },
          ],
        },
      ],
      [
        'ResponseHeaderModifier filter cannot be repeated',
        'RequestRedirect filter cannot be repeated',
      ],
    ],
    [
      'may have 96 matches',
      repeated(2, { matches: repeated(48, path('/')) }),
      [],
    ],
    [
      'may not have 140 matches',
      repeated(7, { matches: repeated(20, path('/')) }),
      [
        'total number of matches across all rules in a route must be less than 128',
      ],
    ],
    [
      'may not have 17 rules',
      repeated(17, { matches: [path('/')] }),
      ['must have at most 16 items'],
    ],
    [
      'may have timeouts',
      [{ timeouts: { request: '10s', backendRequest: '10s' } }],
      [],
    ],
    [
      'may wait for ever',
      [{ timeouts: { request: '0s', backendRequest: '1ms' } }],
      [],
    ],
    [
      'may not wait longer for the backend',
      [{ timeouts: { request: '200ms', backendRequest: '1s' } }],
      ['backendRequest timeout cannot be longer than request timeout'],
    ],
    [
      'may not give microseconds',
      [{ timeouts: { request: '100us' } }],
      ['must match ^([0-9]{1,5}(h|m|s|ms)){1,4}$'],
    ],
    [
      'may not give fractions of seconds',
      [{ timeouts: { request: '0.5s' } }],
      ['must match ^([0-9]{1,5}(h|m|s|ms)){1,4}$'],
    ],
  ])('%s', (_, rules, expected) => {
    expect(errorsOf('HTTPRoute', { rules })).toEqual(refusals(...expected));
  });

  it.each<[object, string[]]>([
    [{ percent: 42 }, []],
    [{ fraction: { numerator: 83, denominator: 1000 } }, []],
    [{ fraction: { numerator: 83 } }, []],
    [
      { percent: 42, fraction: { numerator: 83, denominator: 1000 } },
      [
        'Only one of percent or fraction may be specified in HTTPRequestMirrorFilter',
      ],
    ],
    [
      { fraction: { numerator: 1001, denominator: 1000 } },
      ['numerator must be less than or equal to denominator'],
    ],
    [{ fraction: { numerator: 0, denominator: 0 } }, ['must be at least 1']],
    [{ fraction: { numerator: -1 } }, ['must be at least 0']],
  ])('may mirror %j', (share, expected) => {
    const filter = {
      type: 'RequestMirror',
      requestMirror: { backendRef: backend, ...share },
    };
    for (const kind of ['HTTPRoute', 'GRPCRoute']) {
      const rules = [{ filters: [filter] }];
      expect(errorsOf(kind, { rules })).toEqual(refusals(...expected));
    }
  });
});

describe('GRPCRoute', () => {
  it.each<[object, string[]]>(commonFilters)(
    'filter %j',
    (filter, expected) => {
      const rules = [{ filters: [filter] }];
      expect(errorsOf('GRPCRoute', { rules })).toEqual(refusals(...expected));
    },
  );

  const service = 'service must only contain valid characters';
  const method = 'method must only contain valid characters';
  it.each<[object, string[]]>([
    [{ service: 'foo.Test.Example' }, []],
    [{ method: 'Login' }, []],
    [{}, ["One or both of 'service' or 'method"]],
    [{ service: '.*', method: '.*' }, [service, method]],
    [{ type: 'Exact', service: '.*', method: '.*' }, [service, method]],
    [{ method: '.*' }, [method]],
    [{ type: 'Exact', service: '.*' }, [service]],
    [{ type: 'RegularExpression', service: '.*', method: '.*' }, []],
    [{ type: 'Exact', service: 'foo.Test.Example', method: 'Login' }, []],
    [{ type: 'Exact', service: '.foo.Test.Example' }, []],
  ])('method %j', (match, expected) => {
    const rules = [{ matches: [{ method: match }] }];
    expect(errorsOf('GRPCRoute', { rules })).toEqual(refusals(...expected));
  });
});

describe('parents of a route in the experimental channel', () => {
  const unique =
    'sectionName or port must be unique when parentRefs includes 2 or more references to the same parent';
  const given =
    'sectionName or port must be specified when parentRefs includes 2 or more references to the same parent';
  it.each<[object[], string[]]>([
    [[{}], []],
    [[{ sectionName: 'foo', port: 443 }], []],
    [[{}, {}], [unique]],
    [[{}, { port: 80 }], [given]],
    [[{}, { sectionName: 'foo', port: 80 }], [given]],
    [[{ port: 80 }, { port: 80 }], [unique]],
    [[{ port: 80 }, { port: 443 }], []],
    [[{ sectionName: 'foo' }, { port: 443 }], [given]],
    [
      [
        { port: 443, sectionName: 'foo' },
        { port: 443, sectionName: 'bar' },
      ],
      [],
    ],
    [[{ sectionName: 'foo' }, { port: 443, sectionName: 'foo' }], [given]],
    [[{ namespace: 'test' }, {}], []],
    [[{}, { namespace: 'test' }], []],
  ])('%j', (refs, expected) => {
    const parentRefs = refs.map(ref => ({ name: 'example', ...ref }));
    expect(errorsOf('HTTPRoute', { parentRefs }, experimental)).toEqual(
      refusals(...expected),
    );
  });
});

describe('fields of the experimental channel', () => {
  const rules = [
    {
      sessionPersistence: {
        sessionName: 'foo',
        type: 'Cookie',
        cookieConfig: { lifetimeType: 'Permanent' },
      },
    },
  ];

  it('are unknown to the standard channel', () => {
    expect(errorsOf('HTTPRoute', { rules })).toEqual(
      refusals(
        'UnknownField: spec.rules[0].sessionPersistence is not a field of this kind',
      ),
    );
  });

  it('have their own rules', () => {
    expect(errorsOf('HTTPRoute', { rules }, experimental)).toEqual(
      refusals(
        'AbsoluteTimeout must be specified when cookie lifetimeType is Permanent',
      ),
    );
  });
});

describe('TLSRoute, TCPRoute and UDPRoute', () => {
  it('take one rule, and TLS takes hostnames that are no addresses', () => {
    const rules = [{ backendRefs: [backend] }];
    expect(
      errorsOf('TLSRoute', { hostnames: ['a.example.com'], rules }),
    ).toEqual(refusals());
    expect(errorsOf('TLSRoute', { rules })).toEqual(
      refusals('hostnames is required'),
    );
    expect(errorsOf('TLSRoute', { hostnames: ['10.0.0.1'], rules })).toEqual(
      refusals('Hostnames cannot contain an IP'),
    );
    expect(errorsOf('TLSRoute', { hostnames: ['*.a_b.com'], rules })).toEqual(
      refusals('must match'),
    );
    expect(errorsOf('TCPRoute', { rules })).toEqual(refusals());
    expect(errorsOf('TCPRoute', { rules: [...rules, ...rules] })).toEqual(
      refusals('must have at most 1 items'),
    );
    expect(errorsOf('UDPRoute', { rules })).toEqual(refusals());
  });
});

describe('Gateway', () => {
  const listener = { name: 'http', port: 80, protocol: 'HTTP' };
  const certificateRefs = [{ name: 'cert' }];
  it.each<[object[], string[]]>([
    [[listener], []],
    [
      [{ ...listener, tls: { certificateRefs } }],
      ["tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']"],
    ],
    [
      [{ name: 'tcp', port: 80, protocol: 'TCP', hostname: 'a.example.com' }],
      ["hostname must not be specified for protocols ['TCP', 'UDP']"],
    ],
    [
      [
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate' },
        },
      ],
      ['certificateRefs or options must be specified when mode is Terminate'],
    ],
    [
      [listener, { ...listener, port: 81 }],
      ['Listener name must be unique within the Gateway', 'has the same name'],
    ],
    [
      [listener, { ...listener, name: 'other' }],
      [
        'Combination of port, protocol and hostname must be unique for each listener',
      ],
    ],
  ])('listeners %j', (listeners, expected) => {
    expect(errorsOf('Gateway', { gatewayClassName: 'foo', listeners })).toEqual(
      refusals(...expected),
    );
  });
});

describe('XBackend', () => {
  const spec = {
    type: 'ExternalHostname',
    port: { port: 8080 },
    externalHostname: { hostname: 'example.com' },
  };

  it('is a host outside the cluster', () => {
    expect(errorsOf('XBackend', spec, experimental)).toEqual(refusals());
    const externalHostname = { hostname: 'a.default.svc.cluster.local' };
    expect(
      errorsOf('XBackend', { ...spec, externalHostname }, experimental),
    ).toEqual(refusals('.cluster.local'));
  });

  // The rule compares an optional with null, which is false in cel-go whatever the name is.
  it('cannot name its port, as the released rule has it', () => {
    const port = { port: 8080, name: 'http' };
    expect(errorsOf('XBackend', { ...spec, port }, experimental)).toEqual(
      refusals('Name must be a valid DNS label'),
    );
  });
});
