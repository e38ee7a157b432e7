import { adoptReason, reasonOf } from './AdoptReason';

describe('adoptReason', () => {
  it('says it in English, with the code and the values for other languages', () => {
    expect(
      adoptReason('noEnvironment', { rule: 'pay-*', environments: 'a, b' }),
    ).toEqual({
      why: 'the rule pay-* names no environment, and it can be one of a, b',
      code: 'noEnvironment',
      values: { rule: 'pay-*', environments: 'a, b' },
    });
    expect(adoptReason('noRule')).toEqual({
      why: 'no rule names it',
      code: 'noRule',
    });
  });

  it('takes what values hold for no names of values', () => {
    expect(adoptReason('unread', { said: '{{said}}' }).why).toBe(
      'not all is known: {{said}}',
    );
  });
});

describe('reasonOf', () => {
  it('leaves all else out', () => {
    const more = { ...adoptReason('system'), fate: 'listed' };
    expect(reasonOf(more)).toEqual(adoptReason('system'));
  });
});
