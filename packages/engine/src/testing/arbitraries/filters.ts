import fc from 'fast-check';
import {
  distinct,
  headerName,
  headerValue,
  partly,
  portNumber,
  serviceName,
  subdomain,
  word,
} from './primitives';
import type { RouteOffer } from './backends';

const headers = distinct(
  fc.record({ name: headerName, value: headerValue }),
  header => header.name.toLowerCase(),
  { minLength: 1, maxLength: 3 },
);

const headerChanges = partly({
  set: headers,
  add: headers,
  remove: distinct(headerName, name => name.toLowerCase(), { maxLength: 3 }),
});

const path = fc
  .array(word('abcABC019-_.', 'abc019', 8), { minLength: 1, maxLength: 3 })
  .map(parts => `/${parts.join('/')}`);

/** How a path is changed; the prefix only where a rule has just one PathPrefix match. */
function pathChange(prefix: boolean) {
  return fc.record({
    type: fc.constantFrom(
      'ReplaceFullPath',
      ...(prefix ? ['ReplacePrefixMatch'] : []),
    ),
    value: path,
  });
}

function typed(
  type: string,
  fields: fc.Arbitrary<object>,
): fc.Arbitrary<Record<string, unknown>> {
  return fields.map(rest => ({ type, ...rest }));
}

function mirror(offer: RouteOffer) {
  return typed(
    'RequestMirror',
    fc
      .tuple(
        fc.record({
          backend: fc.record({ service: serviceName(), port: portNumber }),
        }),
        offer.has('mirroring a share of requests')
          ? fc.oneof(
              fc.constant({}),
              fc.record({ percent: fc.integer({ min: 0, max: 100 }) }),
              fc.tuple(fc.nat(1000), fc.nat(1000)).map(([a, b]) => ({
                fraction: { numerator: a, denominator: a + b + 1 },
              })),
            )
          : fc.constant({}),
      )
      .map(([backend, share]) => ({ ...backend, ...share })),
  );
}

const extension = typed(
  'ExtensionRef',
  fc.record({
    group: fc.constant('gateway.example.com'),
    kind: fc.constant('RateLimit'),
    name: subdomain,
  }),
);

const origins = fc.oneof(
  fc.constant(['*']),
  distinct(
    fc
      .tuple(
        fc.constantFrom('http://', 'https://', 'https://*.'),
        subdomain,
        fc.constantFrom('', ':8443'),
      )
      .map(parts => parts.join('')),
    origin => origin,
    { minLength: 1, maxLength: 3 },
  ),
);

const cors = typed(
  'CORS',
  partly(
    {
      allowOrigins: origins,
      allowMethods: fc.oneof(
        fc.constant(['*']),
        fc.subarray(['GET', 'POST', 'DELETE', 'OPTIONS']),
      ),
      allowHeaders: distinct(headerName, name => name, { maxLength: 3 }),
      exposeHeaders: distinct(headerName, name => name, { maxLength: 3 }),
      allowCredentials: fc.boolean(),
      maxAge: fc.integer({ min: 1, max: 86400 }),
    },
    ['allowOrigins'],
  ),
);

const modifiers = [
  typed('RequestHeaderModifier', headerChanges),
  typed('ResponseHeaderModifier', headerChanges),
];

/** Filters of gRPC rules and their backends. */
export function grpcFilters(offer: RouteOffer) {
  return lists([...modifiers, mirror(offer), extension]);
}

/** Filters of HTTP rules with backends, and of those. */
export function httpFilters(offer: RouteOffer, prefix: boolean) {
  return lists([
    ...modifiers,
    mirror(offer),
    extension,
    typed(
      'URLRewrite',
      fc.oneof(
        fc.record({ hostname: subdomain }),
        fc.record({ path: pathChange(prefix) }),
        fc.record({ hostname: subdomain, path: pathChange(prefix) }),
      ),
    ),
    ...(offer.has('the CORS filter') ? [cors] : []),
  ]);
}

/** Filters of HTTP rules without backends. */
export function redirectFilters(offer: RouteOffer, prefix: boolean) {
  const codes = offer.has('redirects with status 303, 307 and 308')
    ? [301, 302, 303, 307, 308]
    : [301, 302];
  return fc
    .tuple(
      lists(modifiers),
      typed(
        'RequestRedirect',
        fc
          .tuple(
            fc.oneof(
              fc.record({ scheme: fc.constantFrom('http', 'https') }),
              fc.record({ hostname: subdomain }),
              fc.record({ port: portNumber }),
              fc.record({ path: pathChange(prefix) }),
            ),
            partly({ statusCode: fc.constantFrom(...codes) }),
          )
          .map(([to, code]) => ({ ...to, ...code })),
      ),
    )
    .map(([rest, redirect]) => [...rest, redirect]);
}

/** Some of the filters, each at most once. */
function lists(
  filters: ReadonlyArray<fc.Arbitrary<Record<string, unknown>>>,
): fc.Arbitrary<Array<Record<string, unknown>>> {
  return fc
    .subarray([...filters], { maxLength: Math.min(3, filters.length) })
    .chain(some => fc.tuple(...some));
}
