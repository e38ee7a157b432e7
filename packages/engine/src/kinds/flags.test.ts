import { booleanFlag, textFlag } from './flags';

describe('a flag', () => {
  it.each([
    [['--x'], true],
    [['--x', 'false'], true],
    [['--x=True'], true],
    [['--x=0'], false],
    [['--x=1', '--x=f'], false],
    [['--x=no'], undefined],
    [['--x='], undefined],
    [['--xy=false'], true],
  ])('is on or off by the last of %j', (args, value) => {
    expect(booleanFlag({ args }, '--x', true)).toBe(value);
  });

  it('has a text with or without =, also in a shell', () => {
    expect(textFlag({ args: ['--x', 'a'] }, '--x')).toBe('a');
    expect(textFlag({ command: ['sh', '-c', 'run "--x=a"'] }, '--x')).toBe('a');
    expect(textFlag({ args: ['--x'] }, '--x')).toBe('');
    expect(textFlag({ args: ['--y'] }, '--x')).toBeUndefined();
  });
});
