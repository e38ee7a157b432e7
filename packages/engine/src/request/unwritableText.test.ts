import { growth } from '../testing/growth';
import { isClearText, unwritableText } from './unwritableText';

const subject = { cluster: 'git', group: '', kind: 'Request', name: '' };

describe('text of a request', () => {
  it.each([
    ['turned around', 'pay\u202Etnemyap'],
    ['isolated', 'a\u2066b\u2069'],
    ['marked for a direction', 'a\u200fb'],
    ['of no width', 'pay\u200bments'],
    ['a joiner between Latin letters', 'pay\u200dments'],
    ['a soft hyphen', 'pay\u00adments'],
    ['a byte order mark', '\ufeffpay'],
    ['a tag', 'pay\u{e0041}'],
    ['a filler', 'pay\u3164'],
    ['a line separator', 'a\u2028b'],
    ['an escape', 'a\u001b[2Jb'],
    ['a delete', 'a\u007fb'],
    ['NUL', 'a\0b'],
    ['half a character', 'a\ud800b'],
  ])('is refused where it is %s', (_, text) => {
    expect(unwritableText({ spec: { note: text } }, subject)).toMatchObject([
      { code: 'InvalidText', field: 'spec.note' },
    ]);
    expect(unwritableText({ [text]: 1 }, subject)).toHaveLength(1);
  });

  it.each([
    'Zahlungen für alle',
    'a\tb\r\nc',
    '支払い',
    'دفع',
    '👩\u200d💻',
    'می\u200cخواهم',
  ])('is taken as %j', text => {
    expect(isClearText(text)).toBe(true);
  });

  it('names the character', () => {
    expect(unwritableText('a\u202eb', subject)[0].message).toContain('U+202E');
  });

  it.each(['\u200d', 'é\u200d', 'a', ' \t'])(
    'is looked at in a time that grows with it: %j',
    piece => {
      const texts = new Map(
        [20_000, 80_000].map(size => [size, piece.repeat(size)]),
      );
      expect(
        growth(size => {
          isClearText(texts.get(size) ?? '');
        }, 20_000),
      ).toBeLessThan(6);
    },
  );
});
