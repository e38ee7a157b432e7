import { matchesSelector, selectorOf } from './selector';

const labels = { app: 'web', tier: 'front' };
const expression = (
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist',
  key: string,
  values?: string[],
) => ({ matchExpressions: [{ key, operator, values }] });

describe('matchesSelector', () => {
  it.each([
    ['nothing asked', {}, true],
    ['a label with its value', { matchLabels: { app: 'web' } }, true],
    ['a label with another value', { matchLabels: { app: 'db' } }, false],
    ['In with the value listed', expression('In', 'app', ['db', 'web']), true],
    ['In with a missing key', expression('In', 'zone', ['a']), false],
    ['NotIn with the value listed', expression('NotIn', 'app', ['web']), false],
    ['NotIn with a missing key', expression('NotIn', 'zone', ['a']), true],
    ['Exists', expression('Exists', 'app'), true],
    ['Exists of a missing key', expression('Exists', 'zone'), false],
    ['DoesNotExist of a missing key', expression('DoesNotExist', 'zone'), true],
    ['DoesNotExist', expression('DoesNotExist', 'app'), false],
    [
      'one condition of two that fails',
      { matchLabels: { app: 'web' }, ...expression('Exists', 'zone') },
      false,
    ],
    [
      'a key that every JavaScript object inherits',
      expression('Exists', 'constructor'),
      false,
    ],
  ])('%s', (_title, selector, matches) => {
    expect(matchesSelector(selector, labels)).toBe(matches);
  });

  it('tells an absent selector from an empty one when it reads them', () => {
    expect(selectorOf(undefined)).toBeUndefined();
    expect(selectorOf({})).toEqual({ matchLabels: {}, matchExpressions: [] });
  });
});
