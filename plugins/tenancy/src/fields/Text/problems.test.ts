import { englishFormTexts } from '../../__testUtils__/englishTexts';
import { textProblem } from './problems';

describe('textProblem', () => {
  it.each([
    ['cpu', '500m'],
    ['cpu', '0.5'],
    ['cpu', '2'],
    ['memory', '256Mi'],
    ['memory', '1.5Gi'],
    ['memory', '500M'],
    ['decimal', 0.5],
    ['decimal', '0.50'],
    ['decimal', '12'],
    ['duration', '10s'],
    ['duration', '1h30m'],
    ['duration', '500ms'],
    ['port', 8080],
    ['path', '/ready'],
    ['image', 'registry.example.com/team/app@sha256:0'],
    ['label', 'database-2'],
  ] as const)('takes a %s of %s', (is, value) => {
    expect(textProblem(value, { is }, englishFormTexts)).toBeUndefined();
  });

  it.each([
    ['cpu', 'half', 'Use a number such as 0.5 or 500m'],
    ['cpu', '-1', 'Use a number such as 0.5 or 500m'],
    ['memory', '512', 'Add a unit, such as 512Mi; without one these are bytes'],
    ['memory', '512MB', 'Use a number with a unit, such as 256Mi or 1Gi'],
    ['memory', '100m', 'Use a number with a unit, such as 256Mi or 1Gi'],
    ['duration', '10', 'Use a number with a unit, such as 500ms, 10s or 5m'],
    ['decimal', '0.0', 'Use a number above 0, such as 0.5'],
    ['decimal', '1e3', 'Use a number above 0, such as 0.5'],
    ['port', 70000, 'Use a whole number from 1 to 65535, such as 8080'],
    ['port', 'http', 'Use a whole number from 1 to 65535, such as 8080'],
    ['port', '80.5', 'Use a whole number from 1 to 65535, such as 8080'],
    ['path', 'ready', 'Begin with a slash, such as /ready'],
    ['image', 'a b', /Leave out the spaces/],
    ['label', 'Data base', /Use lower case letters, digits and -/],
  ] as const)('says what to write instead of a %s of %s', (is, value, said) => {
    expect(textProblem(value, { is }, englishFormTexts)).toMatch(said);
  });

  it('asks only for what is needed', () => {
    expect(
      textProblem(undefined, { is: 'cpu' }, englishFormTexts),
    ).toBeUndefined();
    expect(
      textProblem(' ', { is: 'port', required: true }, englishFormTexts),
    ).toBe('Fill this in, such as 8080');
    expect(
      textProblem(0, { is: 'number', required: true }, englishFormTexts),
    ).toBeUndefined();
  });

  it('keeps numbers and texts within their bounds', () => {
    expect(
      textProblem(1001, { is: 'number', min: 1, max: 1000 }, englishFormTexts),
    ).toBe('Use a whole number from 1 to 1000, such as 1');
    expect(textProblem('abcd', { maxLength: 3 }, englishFormTexts)).toBe(
      'Use at most 3 characters, these are 4',
    );
  });

  it('never shows an expression or a path of a schema', () => {
    for (const is of [
      'cpu',
      'memory',
      'duration',
      'port',
      'path',
      'label',
    ] as const) {
      expect(textProblem('?!', { is }, englishFormTexts)).not.toMatch(
        /[\\^$]|pattern|must|spec\./,
      );
    }
  });
});
