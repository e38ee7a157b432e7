import {
  backend,
  errorsOf,
  header,
  onePrefix,
  path,
  redirect,
  refusals,
  rewrite,
} from '../__fixtures__/gatewayCases';

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
