import fc from 'fast-check';
import { RE2JS } from 're2js';
import { crdsOf } from './__fixtures__/crds';
import { pattern } from './pattern';

/** All patterns that the released definitions use. */
function patternsOf(value: unknown, into = new Set<string>()): Set<string> {
  if (Array.isArray(value)) {
    value.forEach(item => patternsOf(item, into));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      if (key === 'pattern' && typeof child === 'string') {
        into.add(child);
      } else {
        patternsOf(child, into);
      }
    }
  }
  return into;
}

describe('pattern', () => {
  const patterns = [...patternsOf(crdsOf('v1.6.1-experimental'))];
  const pieces = fc.constantFrom(
    ...[
      'a',
      'B',
      '0',
      '-',
      '.',
      '/',
      '*',
      '_',
      ':',
      '=',
      '%2F',
      '\n',
      'é',
      '😀',
    ],
    ...['http://', 'example.com', '10s', '1h', ' ', 'https', '{', '\u2028'],
  );

  it('decides as RE2 does, for every pattern of the released definitions', () => {
    expect(patterns.length).toBeGreaterThan(10);
    const compiled = patterns.map(source => RE2JS.compile(source));
    fc.assert(
      fc.property(
        fc.nat(patterns.length - 1),
        fc.array(pieces, { maxLength: 8 }).map(parts => parts.join('')),
        (index, text) =>
          pattern(patterns[index])(text) ===
          compiled[index].matcher(text).find(),
      ),
      { numRuns: 3000 },
    );
  });

  it('does not take ages for a text that almost matches', () => {
    const nested = pattern('^([a-z0-9]+)*$');
    expect(nested(`${'a'.repeat(5000)}!`)).toBe(false);
  });

  it.each([
    ['^([-a-zA-Z0-9_]+[.]?)+$', `${'a'.repeat(63)}:443`],
    ['^([-a-zA-Z0-9_]+[.]?)+$', `${'a'.repeat(40)}:443`],
    ['^(?:a|b|ab)*$', `${'ab'.repeat(60)}c`],
    ['^(a?){40}a{40}$', 'a'.repeat(39)],
    [`^${'a?'.repeat(32)}a{32}b$`, 'a'.repeat(40)],
    ['a*a*a*a*b', 'a'.repeat(250)],
    ['^((a|b)?c?)+$', `${'ac'.repeat(60)}d`],
  ])('does not take ages for %s and a short text', (source, text) => {
    const began = performance.now();
    expect(pattern(source)(text)).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it.each(['(?=a)', '(?<!a)b', '(a)\\1', '['])('refuses %s', source => {
    expect(() => pattern(source)).toThrow();
  });
});
