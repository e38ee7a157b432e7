import fc from 'fast-check';
import { globMatches, isGlob } from './globMatches';
import { shellMatches } from '../argocd/shellMatches';
import { growth } from '../testing/growth';

describe('patterns of Argo CD', () => {
  it.each([
    ['pay', 'pay', '', true],
    ['pay', 'Pay', '', false],
    ['', '', '', true],
    ['', 'a', '', false],
    ['pay-*', 'pay-', '', true],
    ['*', 'https://a/b', '/', false],
    ['**', 'https://a/b', '/', true],
    ['https://a/*', 'https://a/b', '/', true],
    ['https://a/*', 'https://a/b/c', '/', false],
    ['https://a/**', 'https://a/b/c', '/', true],
    ['https://a/*', 'https://a/b/c', '', true],
    ['a?c', 'abc', '', true],
    ['a?c', 'a/c', '/', false],
    ['[abc]x', 'bx', '', true],
    ['[a-c]x', 'dx', '', false],
    ['[!a-c]x', 'dx', '', true],
    ['[!ab]x', 'ax', '', false],
    ['{pay,shop}-dev', 'shop-dev', '', true],
    ['{pay,s*}-dev', 'sales-dev', '', true],
    ['{a,{b,c}}d', 'cd', '', true],
    ['{,a}b', 'b', '', true],
    ['a,b', 'a,b', '', true],
    ['\\*', '*', '', true],
    ['\\*', 'a', '', false],
    ['[a', 'a', '', false],
    ['[]', ']', '', false],
    ['/^pay$/', 'pay', '', false],
    ['é?', 'éß', '', true],
  ])(
    '%j and %j with separators %j: %j',
    (pattern, text, separators, wanted) => {
      expect(globMatches(pattern, text, separators)).toBe(wanted);
    },
  );

  it('tells what is no pattern', () => {
    expect(['[a', '[', '[z-a]', '[]'].filter(isGlob)).toEqual([]);
    expect(['', '*', 'a]', '{a', '[a-z]'].every(isGlob)).toBe(true);
  });

  it('matches every text by itself once escaped, and by **', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const escaped = Array.from(text, char => `\\${char}`).join('');
        expect(globMatches(escaped, text, '/')).toBe(true);
        expect(globMatches('**', text, '/')).toBe(true);
      }),
    );
  });

  it('takes four times as long at most six times the work', () => {
    expect(
      growth(
        size => globMatches(`${'*a'.repeat(20)}b`, 'a'.repeat(size)),
        1_000,
      ),
    ).toBeLessThan(6);
  });
});

describe('shell patterns', () => {
  it.each([
    ['*', 'Deployment', true],
    ['*', '', true],
    ['*', 'a/b', false],
    ['*.example.com', 'a.example.com', true],
    ['Cluster*', 'ClusterRole', true],
    ['Cluster*', 'clusterrole', false],
    ['[A-C]x', 'Bx', true],
    ['[^A-C]x', 'Bx', false],
    ['[!A]x', 'Bx', false],
    ['{a,b}', 'a', false],
    ['a\\*', 'a*', true],
    ['[a', 'a', false],
    ['a\\', 'a', false],
  ])('%j and %j: %j', (pattern, text, wanted) => {
    expect(shellMatches(pattern, text)).toBe(wanted);
  });
});
