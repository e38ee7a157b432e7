import fc from 'fast-check';
import { readYaml } from './readYaml';

const read = (text: string) =>
  (readYaml(`- ${text}`, { dialect: 'kubernetes' })[0] as unknown[])[0];

describe('the Kubernetes dialect', () => {
  it.each<[string, unknown]>([
    ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True'].map(
      (text): [string, unknown] => [text, true],
    ),
    ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'FALSE'].map(
      (text): [string, unknown] => [text, false],
    ),
    ['yEs', 'yEs'],
    ['oN', 'oN'],
    ['tRUE', 'tRUE'],
    ['~', null],
    ['NULL', null],
    ['nULL', 'nULL'],
    ['0755', 493],
    ['-0755', -493],
    ['0o17', 15],
    ['0O17', 15],
    ['0x1F', 31],
    ['+0x1f', 31],
    ['0b101', 5],
    ['-0b101', -5],
    ['08', 8],
    ['0_7', 7],
    ['1_000', 1000],
    ['1_000.5', 1000.5],
    ['+12', 12],
    ['0', 0],
    ['00', 0],
    ['1.', 1],
    ['.5', 0.5],
    ['.5_0', '.5_0'],
    ['1e3', 1000],
    ['1e400', '1e400'],
    ['.1e999', '.1e999'],
    ['1e', '1e'],
    ['e5', 'e5'],
    ['0x', '0x'],
    ['0xg', '0xg'],
    ['0b2', '0b2'],
    ['12:30:45', '12:30:45'],
    ['2026-01-01', '2026-01-01'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['1.2.3', '1.2.3'],
    ['500m', '500m'],
    ['8Gi', '8Gi'],
    ['18446744073709551616', 18446744073709552000],
    ['"yes"', 'yes'],
    ["'0755'", '0755'],
    ['!!str yes', 'yes'],
    ['!!bool on', true],
  ])('reads %s as %p', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it('makes text of keys as kubectl does', () => {
    expect(
      readYaml('{on: 1, 0755: 2, 1_0: 3}', { dialect: 'kubernetes' }),
    ).toEqual([{ true: 1, 493: 2, 10: 3 }]);
  });

  it('takes `yes` and `on` for the same key', () => {
    expect(() =>
      readYaml('{on: 1, yes: 2}', { dialect: 'kubernetes' }),
    ).toThrow('must be unique');
  });

  it('reads every integer as itself', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), number => {
        expect(read(String(number))).toBe(number);
        const sign = number < 0 ? '-' : '';
        const hex = Math.abs(number).toString(16);
        expect(read(`${sign}0x${hex}`)).toBe(number === 0 ? 0 : number);
      }),
    );
  });
});

describe('the core dialect', () => {
  it('reads YAML 1.2', () => {
    expect(
      readYaml(
        '[yes, on, n, 0755, 0o17, 0x1F, 1_000, +1, .5, 1e3, Null, TRUE]',
      ),
    ).toEqual([
      ['yes', 'on', 'n', 755, 15, 31, '1_000', 1, 0.5, 1000, null, true],
    ]);
  });
});
