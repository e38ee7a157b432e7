import { englishTexts } from '../__testUtils__/englishTexts';
import { whoseTurn } from './fixableBy';

describe('whoseTurn', () => {
  const verdict = { why: 'pods are not ready', native: [] };

  it('names who can fix what is broken', () => {
    expect(
      whoseTurn(
        { ...verdict, state: 'Degraded', fixableBy: 'platform' },
        englishTexts,
      ),
    ).toBe('Platform team can fix this');
  });

  it('sends nobody to what is on its way', () => {
    expect(
      whoseTurn(
        { ...verdict, state: 'Progressing', fixableBy: 'tenant' },
        englishTexts,
      ),
    ).toBeUndefined();
  });
});
