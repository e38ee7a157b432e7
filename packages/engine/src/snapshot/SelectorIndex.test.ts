import fc from 'fast-check';
import { Selector } from '../model';
import { SelectorIndex } from './SelectorIndex';
import { matchesSelector } from './selector';
import { selectedIn } from './selectedIn';

const labels = fc.dictionary(
  fc.constantFrom('app', 'tier', '__proto__', 'a=b'),
  fc.constantFrom('x', 'y', '', 'b=c'),
  { noNullPrototype: true },
);
const selector: fc.Arbitrary<Selector> = fc.record(
  {
    matchLabels: labels,
    matchExpressions: fc.array(
      fc.record({
        key: fc.constantFrom('app', 'tier'),
        operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
        values: fc.array(fc.constantFrom('x', 'y')),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

describe('an index of selectors', () => {
  it('finds those that a walk over all finds, in their order', () => {
    fc.assert(
      fc.property(fc.array(selector), labels, (selectors, own) => {
        const index = new SelectorIndex(selectors, each => each);
        expect(index.taking(own)).toEqual(
          selectors.filter(each => matchesSelector(each, own)),
        );
      }),
    );
  });
});

describe('what a selector takes of a list', () => {
  it('is what a walk over all finds, in its order', () => {
    fc.assert(
      fc.property(
        fc.array(labels, { maxLength: 80 }),
        selector,
        (all, asked) => {
          const list = all.map((own, i) => ({
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: `web-${i}`, labels: own },
          }));
          expect(selectedIn(list, asked)).toEqual(
            list.filter(({ metadata }) =>
              matchesSelector(asked, metadata.labels),
            ),
          );
        },
      ),
    );
  });
});
