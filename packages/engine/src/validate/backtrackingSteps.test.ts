import { backtrackingSteps } from './backtrackingSteps';

describe('backtrackingSteps', () => {
  it.each([
    ['^abc$', 1],
    ['abc', 100],
    ['^[-._a-zA-Z0-9]+$', 100],
    ['^a{3}$', 1],
    ['^(?:abc)+$', 100],
    ['^\\(\\?\\*[*+?|(]$', 1],
    ['^[a-z]([-a-z]*[a-z])?$', 200],
    ['^a|b$', 200],
    ['^(a|b)$', 2],
    ['a{1,5}b*?', 1_000_000],
    ['^(a(b+)c)*$', Infinity],
    ['^(?:a|b)+$', Infinity],
    ['^(a?){3}$', Infinity],
  ])('of %s are %d for a text of 99 characters', (source, steps) => {
    expect(backtrackingSteps(source)(99)).toBe(steps);
  });
});
