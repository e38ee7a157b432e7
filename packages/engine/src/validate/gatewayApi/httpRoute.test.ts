import {
  backend,
  characters,
  commonFilters,
  errorsOf,
  noMirror,
  path,
  refusals,
} from '../__fixtures__/gatewayCases';

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
