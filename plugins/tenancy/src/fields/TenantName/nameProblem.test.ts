import fc from 'fast-check';
import { englishFormTexts } from '../../__testUtils__/englishTexts';
import { nameProblem } from './nameProblem';

describe('nameProblem', () => {
  it.each([
    ['', 'A name is needed'],
    ['a'.repeat(64), 'A name has at most 63 characters, this one has 64'],
    ['Payments', 'A name has no upper case letters'],
    ['pay ments', 'A name has only lower case letters, digits and -'],
    ['a: {b: c}', 'A name has only lower case letters, digits and -'],
    ['a\nkind: Secret', 'A name has no upper case letters'],
    ['-pay', 'A name begins and ends with a letter or digit'],
    ['pay-', 'A name begins and ends with a letter or digit'],
  ])('refuses %j', (name, problem) => {
    expect(nameProblem(name, englishFormTexts)).toBe(problem);
  });

  it('agrees with the rule of Kubernetes for labels', () => {
    const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 70 }),
          fc.stringMatching(/^[-a-z0-9]{1,66}$/),
        ),
        name => {
          expect(nameProblem(name, englishFormTexts) === undefined).toBe(
            name.length <= 63 && label.test(name),
          );
        },
      ),
    );
  });
});
