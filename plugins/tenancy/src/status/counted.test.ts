import type { State } from '@groundwork/engine';
import { englishTexts } from '../__testUtils__/englishTexts';
import { countStates, countedWords } from './counted';

describe('countedWords', () => {
  it.each([
    ['2 of 2 healthy', ['Healthy', 'Healthy']],
    ['0 of 1 healthy', ['Degraded']],
    ['1 of 2 healthy, 1 unknown', ['Healthy', 'Unknown']],
    ['0 of 2 healthy, 1 unknown', ['Missing', 'Unknown']],
    ['unknown', ['Unknown', 'Unknown']],
    ['0 of 0 healthy', []],
  ])('says %s of %j', (words, states) => {
    const items = (states as State[]).map(state => ({ state }));
    expect(
      countedWords(countStates(items), englishTexts, parts =>
        englishTexts('shared.healthyOf', parts),
      ),
    ).toBe(words);
  });
});
