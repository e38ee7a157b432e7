import { durationMillis, durationNanos } from './duration';

describe('a duration', () => {
  it.each([
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['0', 0],
    ['-1.5s', -1500],
    ['500ms', 500],
    ['.5s', 500],
    ['1µs', 0.001],
  ])('%s has %s milliseconds', (text, millis) => {
    expect(durationMillis(text)).toBe(millis);
  });

  it.each([
    '',
    '1',
    '1d',
    'h',
    '1 h',
    '1h ',
    '2562048h',
    `${'9'.repeat(101)}s`,
  ])('is not %s', text => {
    expect(durationNanos(text)).toBeUndefined();
  });
});
