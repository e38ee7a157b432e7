import fc from 'fast-check';
import { httpFilters, redirectFilters } from './filters';
import { headerMatches, matchType, regularExpression } from './matches';
import { distinct, headerName, label, partly, word } from './primitives';
import { backendLists, RouteOffer } from './backends';

/**
 * Rules of valid HTTP routes.
 */
export function httpRules(offer: RouteOffer) {
  return fc
    .array(httpRule(offer), { minLength: 1, maxLength: 4 })
    .map(rules =>
      rules.map((rule, index) =>
        offer.has('names of rules') && index % 2 === 1
          ? { ...rule, name: `rule-${index}` }
          : rule,
      ),
    );
}

const literal = fc
  .array(
    fc.oneof(
      word("abcXYZ019-._~!$&'()*+,;=:@", 'abc019', 8),
      fc.constant('%20'),
    ),
    { maxLength: 3 },
  )
  .map(parts => `/${parts.join('/')}`);

const path: fc.Arbitrary<{ type: string; value: string }> = fc.oneof(
  fc.record({ type: fc.constantFrom('PathPrefix', 'Exact'), value: literal }),
  fc.record({
    type: fc.constant('RegularExpression'),
    value: regularExpression,
  }),
);

/** A match: its path, if it has one, and the rest. */
const match = fc.tuple(
  fc.option(path, { nil: undefined }),
  partly({
    headers: headerMatches,
    queryParams: distinct(
      matchType(fc.record({ name: headerName, value: label(10) })),
      item => item.name,
      { maxLength: 3 },
    ),
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'),
  }),
);

const duration = fc
  .tuple(fc.nat(59), fc.nat(59), fc.integer({ min: 1, max: 999 }))
  .map(([m, s, ms]) => `${m}m${s}s${ms}ms`);

function httpRule(offer: RouteOffer): fc.Arbitrary<Record<string, unknown>> {
  const most = offer.has('more than 8 matches in a rule') ? 10 : 8;
  return fc
    .oneof(
      fc.constant(undefined),
      fc.array(match, { minLength: 1, maxLength: most }),
    )
    .chain(matches => {
      const prefix =
        matches === undefined ||
        (matches.length === 1 &&
          (matches[0][0]?.type ?? 'PathPrefix') === 'PathPrefix');
      return fc
        .tuple(
          fc.oneof(
            { weight: 4, arbitrary: serving(offer, prefix) },
            {
              weight: 1,
              arbitrary: fc.record({ filters: redirectFilters(offer, prefix) }),
            },
          ),
          times(offer),
        )
        .map(([rest, time]) => ({
          ...(matches
            ? {
                matches: matches.map(([at, more]) =>
                  at ? { path: at, ...more } : { ...more },
                ),
              }
            : {}),
          ...rest,
          ...time,
        }));
    });
}

function serving(offer: RouteOffer, prefix: boolean) {
  return partly(
    {
      backends: fc
        .tuple(
          backendLists(offer),
          fc.option(httpFilters(offer, prefix), { nil: undefined }),
        )
        .map(([[first, ...rest], filters]) => [
          filters ? { ...first, filters } : first,
          ...rest,
        ]),
      filters: httpFilters(offer, prefix),
    },
    ['backends'],
  );
}

function times(offer: RouteOffer) {
  return partly({
    ...(offer.has('request timeouts')
      ? {
          timeouts: fc.oneof(
            partly({ request: duration }),
            fc.record({ backendRequest: duration }),
            duration.map(time => ({ request: time, backendRequest: time })),
            fc.record({
              request: fc.constant('0s'),
              backendRequest: duration,
            }),
          ),
        }
      : {}),
    ...(offer.has('retries')
      ? {
          retry: partly({
            codes: fc.uniqueArray(fc.integer({ min: 400, max: 599 }), {
              maxLength: 4,
            }),
            attempts: fc.integer({ min: 1, max: 5 }),
            backoff: duration,
          }),
        }
      : {}),
    ...(offer.has('session persistence')
      ? {
          sessionPersistence: fc.oneof(
            partly({ sessionName: label(20), absoluteTimeout: duration }),
            fc.record({ type: fc.constant('Header') }),
            fc.record({
              type: fc.constant('Cookie'),
              lifetime: fc.constantFrom('Permanent', 'Session'),
              absoluteTimeout: duration,
            }),
          ),
        }
      : {}),
  });
}
