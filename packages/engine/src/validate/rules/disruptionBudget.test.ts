import { wrongFields } from '../__fixtures__/wrongFields';

describe('PodDisruptionBudget', () => {
  it.each<[object, string[]]>([
    [{ minAvailable: 1 }, []],
    [{ maxUnavailable: '50%' }, []],
    [{ minAvailable: 1, maxUnavailable: 1 }, ['Conflict spec']],
    [{ minAvailable: '101%' }, ['OutOfRange spec.minAvailable']],
    [{ minAvailable: -1 }, ['OutOfRange spec.minAvailable']],
  ])('%j', (spec, expected) => {
    expect(wrongFields('policy/v1/PodDisruptionBudget', { spec })).toEqual(
      expected,
    );
  });
});
