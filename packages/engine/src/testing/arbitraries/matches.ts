import fc from 'fast-check';
import { distinct, headerName, headerValue } from './primitives';

/** Expressions that RE2 reads. */
export const regularExpression = fc.constantFrom(
  '/v[0-9]+/.*',
  '^/(a|b)$',
  '[[:alpha:]]+',
  '(?i)beta',
  '\\d{1,3}',
);

/** A match by value, or by an expression. */
export function matchType<T extends { value: string }>(exact: fc.Arbitrary<T>) {
  return fc.oneof(
    exact,
    exact.map(item => ({ ...item, type: 'Exact' })),
    fc
      .tuple(exact, regularExpression)
      .map(([item, value]) => ({ ...item, type: 'RegularExpression', value })),
  );
}

/** Headers of a match, each once. */
export const headerMatches = distinct(
  matchType(fc.record({ name: headerName, value: headerValue })),
  header => header.name.toLowerCase(),
  { maxLength: 3 },
);
