import fc from 'fast-check';
import { growth } from '../testing/growth';
import { passedLimit, passedLimitOfJson } from '.';

const limits = { characters: 1e6, nodes: 1000, depth: 10 };
const bytes = (text: string) => new TextEncoder().encode(text);
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('limits of data', () => {
  it.each([
    ['depth', nested(11)],
    ['depth', `${'{"a":'.repeat(11)}1${'}'.repeat(11)}`],
    ['nodes', `[${Array(1001).fill(1).join()}]`],
    [
      'nodes',
      JSON.stringify(Object.fromEntries([...Array(600).keys()].entries())),
    ],
    ['characters', JSON.stringify('x'.repeat(1_000_001))],
  ])('are passed by too many %s (case %#)', (limit, text) => {
    expect(passedLimit(JSON.parse(text), limits)).toBe(limit);
    expect(passedLimitOfJson(bytes(text), limits)).toBe(limit);
  });

  it('stand, however deep data is', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 200_000; i += 1) {
      deep = [deep];
    }
    expect(passedLimit(deep, limits)).toBe('depth');
    expect(passedLimitOfJson(bytes('['.repeat(200_000)), limits)).toBe('depth');
  });

  it('end a circle', () => {
    const circle: unknown[] = [];
    circle.push(circle, circle);
    expect(passedLimit(circle, limits)).toBeDefined();
  });

  it('take brackets in text for text', () => {
    const text = JSON.stringify(['[[[[[[[[[[[[', '\\"[', { '{{{{"': ':,,' }]);
    expect(passedLimitOfJson(bytes(text), limits)).toBeUndefined();
  });

  it('are kept by both or by none, as far as the depth goes', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        const narrow = { ...limits, depth: 3 };
        expect(passedLimitOfJson(bytes(text), narrow)).toBe(
          passedLimit(JSON.parse(text), narrow),
        );
      }),
    );
  });

  it.each([
    ['brackets', (size: number) => '['.repeat(size)],
    ['quotes', (size: number) => `"${'\\"'.repeat(size / 2)}`],
    ['commas', (size: number) => ','.repeat(size)],
  ])('are found in a time that grows with the text: %s', (_, text) => {
    const wide = { characters: 1e9, nodes: 1e9, depth: 1e9 };
    const made = new Map(
      [100_000, 200_000, 400_000, 800_000].map(size => [
        size,
        bytes(text(size)),
      ]),
    );
    expect(
      growth(size => {
        passedLimitOfJson(made.get(size) ?? bytes(''), wide);
      }, 200_000),
    ).toBeLessThan(6);
  });
});
