import { decodeText } from './decodeText';

const utf16 = (text: string, little: boolean) =>
  Uint8Array.from(
    [...text].flatMap(char => {
      const code = char.charCodeAt(0);
      const pair = [code % 256, Math.floor(code / 256)];
      return little ? pair : pair.reverse();
    }),
  );

describe('decodeText', () => {
  it('reads UTF-8, and UTF-16 with a mark', () => {
    const text = 'a: ü→';
    expect(decodeText(new TextEncoder().encode(text))).toBe(text);
    expect(decodeText(new TextEncoder().encode(`\ufeff${text}`))).toBe(text);
    expect(decodeText(utf16(`\ufeff${text}`, true))).toBe(text);
    expect(decodeText(utf16(`\ufeff${text}`, false))).toBe(text);
    expect(decodeText(new Uint8Array())).toBe('');
  });

  it.each([
    ['UTF-16 or UTF-32 without', utf16('kind: a', true)],
    ['UTF-16 or UTF-32 without', utf16('kind: a', false)],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0)],
    ['UTF-32', Uint8Array.of(0, 0, 0xfe, 0xff, 0, 0, 0, 0x61)],
    ['not UTF-8', Uint8Array.of(0x61, 0xff)],
    ['not UTF-16', Uint8Array.of(0xff, 0xfe, 0, 0xd8)],
  ])('refuses by name what Kubernetes does not read: %s', (name, bytes) => {
    expect(() => decodeText(bytes)).toThrow(name);
  });
});
