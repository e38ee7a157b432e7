import { nanosOf } from './quantity';
import { growth } from '../testing/growth';

const MOST = (2n ** 63n - 1n) * 1_000_000_000n;

describe('nanosOf', () => {
  it.each<[string, bigint | undefined]>([
    ['1', 1_000_000_000n],
    ['500m', 500_000_000n],
    ['.5', 500_000_000n],
    ['1.', 1_000_000_000n],
    ['-1Ki', -1024_000_000_000n],
    ['0.1n', 1n],
    ['1e-400', 1n],
    ['1e400', MOST],
    ['-1e400', -MOST],
    ['0e400', 0n],
    ['9Ei', MOST],
    ['1.5Gi', 1610612736_000_000_000n],
    // Go lets the number be left out.
    ['Mi', 0n],
    ['.', 0n],
    ['+', 0n],
    ['', undefined],
    ['*', undefined],
    ['1K', undefined],
    ['1e', undefined],
    ['1 Gi', undefined],
    ['0x10', undefined],
  ])('%j', (text, expected) => {
    expect(nanosOf(text)).toBe(expected);
  });

  it('takes many digits no longer than they are', () => {
    const grown = growth(size => {
      expect(nanosOf(`${'9'.repeat(size)}.${'9'.repeat(size)}`)).toBe(MOST);
      expect(nanosOf(`0.${'0'.repeat(size)}1`)).toBe(1n);
    }, 250_000);
    expect(grown).toBeLessThan(6);
  });
});
