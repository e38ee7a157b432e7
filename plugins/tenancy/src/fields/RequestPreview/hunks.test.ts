import fc from 'fast-check';
import { hunksOf } from './hunks';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${index}`);

describe('hunksOf', () => {
  it('folds what stays, and keeps three lines around a change', () => {
    const before = numbered(20);
    const after = before.map((line, index) => (index === 10 ? 'new' : line));
    const hunks = hunksOf(before.join('\n'), after.join('\n'));

    expect(hunks.map(({ folded, lines }) => [folded, lines.length])).toEqual([
      [true, 7],
      [false, 3],
      [false, 1],
      [false, 1],
      [false, 3],
      [true, 6],
    ]);
  });

  it('loses no line of either text', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = hunksOf(
          `${before.join('\n')}\n`,
          `${after.join('\n')}\n`,
        ).flatMap(hunk => hunk.lines);
        const without = (kind: string) =>
          lines.filter(line => line.kind !== kind).map(line => line.text);
        expect(without('added')).toEqual(before);
        expect(without('removed')).toEqual(after);
      }),
    );
  });
});
