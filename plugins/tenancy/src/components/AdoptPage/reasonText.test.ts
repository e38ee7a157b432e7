import type { AdoptReason } from '@groundwork/engine';
import type { Texts } from '../../translations';
import { adoptMessages } from '../../translations/adopt/en';
import { reasonText } from './reasonText';

/** Tells which text it was asked for, and with what. */
const t = ((key: string, values: Record<string, string>) =>
  `${key} ${values.rule}`) as unknown as Texts;

describe('reasonText', () => {
  it('tells a reason by its code, in the language of the reader', () => {
    expect(
      reasonText(
        {
          why: 'the rule a names no environment',
          code: 'noEnvironment',
          values: { rule: 'a' },
        },
        t,
      ),
    ).toBe('adopt.reasons.noEnvironment a');
  });

  it('tells a reason of a code that is not known as the backend has it', () => {
    const newer = { why: 'it is new', code: 'toString' } as unknown;
    expect(reasonText(newer as AdoptReason, t)).toBe('it is new');
    expect(reasonText({ why: 'some words' }, t)).toBe('some words');
    expect(reasonText({}, t)).toBe('');
  });

  it('has a value for each name in a text', () => {
    const asked = jest.fn();
    reasonText({ why: '', code: 'noRule' }, asked as unknown as Texts);
    const [[, values]] = asked.mock.calls;
    const names = Object.values(adoptMessages.reasons).flatMap(text =>
      [...text.matchAll(/\{\{ (\w+) \}\}/g)].map(([, name]) => name),
    );
    expect(Object.keys(values).sort()).toEqual([...new Set(names)].sort());
  });
});
