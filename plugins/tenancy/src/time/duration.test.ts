import { englishTexts } from '../__testUtils__/englishTexts';
import { formatAgo, formatDuration } from './duration';
import { formatClock } from './moment';

describe('durations', () => {
  it.each([
    [-5, '0 s'],
    [40_000, '40 s'],
    [12 * 60_000, '12 min'],
    [3 * 3_600_000, '3 h'],
    [50 * 3_600_000, '2 d'],
  ])('says %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds, englishTexts)).toBe(text);
  });

  it('does not count the first seconds', () => {
    expect(formatAgo(1_000, 3_000, englishTexts)).toBe('just now');
    expect(formatAgo(1_000, 61_000, englishTexts)).toBe('1 min ago');
  });

  it('names the day only when it is not today', () => {
    const noon = new Date(2026, 5, 1, 12, 0).getTime();
    const today = formatClock(noon, noon + 1_000, englishTexts);
    expect(formatClock(noon, noon + 48 * 3_600_000, englishTexts)).toContain(
      today,
    );
    expect(formatClock(noon, noon + 48 * 3_600_000, englishTexts)).not.toBe(
      today,
    );
  });
});
