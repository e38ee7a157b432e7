import { ConfigReader } from '@backstage/config';
import { readDuration } from './readDuration';

describe('readDuration', () => {
  const warn = jest.fn();
  const read = (git: object) =>
    readDuration(new ConfigReader({ git } as never), {
      key: 'git.pollInterval',
      seconds: 'git.pollSeconds',
      fallback: 30_000,
      logger: { warn },
    });

  beforeEach(() => warn.mockReset());

  it.each([
    ['2s', 2000],
    ['PT1M', 60_000],
    [{ milliseconds: 50 }, 50],
    [{ minutes: 1, seconds: 1 }, 61_000],
  ])('reads %j', (pollInterval, milliseconds) => {
    expect(read({ pollInterval })).toBe(milliseconds);
    expect(warn).not.toHaveBeenCalled();
  });

  it('takes the older key with a warning that names both, and its default else', () => {
    expect(read({ pollSeconds: 5 })).toBe(5000);
    expect(warn).toHaveBeenCalledWith(
      'git.pollSeconds is deprecated: write git.pollInterval: 5s',
    );
    expect(read({ pollInterval: '1s', pollSeconds: 5 })).toBe(1000);
    expect(read({})).toBe(30_000);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it.each([
    [{ pollInterval: '0s' }],
    [{ pollSeconds: -1 }],
    [{ pollInterval: { years: 1 } }],
    [{ pollInterval: 'soon' }],
  ])('refuses %j by its name', git => {
    expect(() => read(git)).toThrow(/git.pollInterval|git.pollSeconds/);
  });
});
