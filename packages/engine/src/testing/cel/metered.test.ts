import { metered } from './metered';

function costOf(expression: string, names: Record<string, unknown> = {}) {
  const meter = { spent: 0 };
  const value = metered(expression)(names, meter);
  return [value, meter.spent];
}

const k = (length: number) => 'k'.repeat(length);

describe('metered', () => {
  it.each<[string, Record<string, unknown>, unknown, number]>([
    // A name and each field are a unit, and so is a comparison of short values.
    ['a.b.c == 1', { a: { b: { c: 1 } } }, true, 4],
    ['has(a.b)', { a: {} }, false, 2],
    // What decides leaves the rest alone, and an error beside it does not count.
    ['true || a.b == 1', {}, true, 0],
    ['a.b == 1 || true', { a: {} }, true, 2],
    // A tenth of a text's characters, and of both where one is made of two.
    ['a.startsWith("x")', { a: k(95) }, false, 11],
    ['a + a == b', { a: k(50), b: k(100) }, true, 23],
    ['a.matches("^k{1,200}$")', { a: k(99) }, true, 31],
    // Lists are walked; those of literals cost nothing to make.
    ['a in ["x", "y", "z"]', { a: 'z' }, true, 4],
    ['a.all(x, x)', { a: [true, true, true] }, true, 14],
    ['a.exists(x, x)', { a: [false, false, true] }, true, 17],
    ['a.exists(x, x)', { a: [true, false, false] }, true, 7],
    ['a.map(x, x)', { a: [1, 2] }, [1, 2], 40],
    [
      "a.group('g').resource('r').check('get').allowed()",
      { a: { allowed: false } },
      false,
      350_004,
    ],
  ])('charges for %s', (expression, names, value, cost) => {
    expect(costOf(expression, names)).toEqual([value, cost]);
  });

  it('fails where an API server would', () => {
    expect(() => costOf('a.b', { a: {} })).toThrow('no such key: b');
    expect(() => costOf('has(a.b)', { a: null })).toThrow('fields');
    expect(() => costOf('a && true', { a: 1 })).toThrow('bool');
  });
});
