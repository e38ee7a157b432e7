import { Clocks } from './Clocks';

const HOUR = 3_600_000;

describe('clocks of clusters', () => {
  it('are the same where a header cannot tell them apart', () => {
    const clocks = new Clocks();
    expect(clocks.measure('one', 900)).toBe(false);
    expect(clocks.measure('one', -9_000)).toBe(false);
    expect(clocks.ahead()).toEqual({});
    expect(clocks.findings()).toEqual([]);
  });

  it('stay as measured until they are set, and are said while they are far off', () => {
    const clocks = new Clocks();
    expect(clocks.measure('one', 2 * HOUR)).toBe(true);
    expect(clocks.measure('one', 2 * HOUR + 3_000)).toBe(false);
    expect(clocks.ahead()).toEqual({ one: 2 * HOUR });
    expect(clocks.findings()).toMatchObject([
      {
        code: 'ClockSkew',
        message: "The clock of cluster one is 2 h ahead of the portal's.",
      },
    ]);
    expect(clocks.measure('one', -300_000)).toBe(true);
    expect(clocks.findings()[0].message).toContain('5 min behind');
    expect(clocks.measure('one', 0)).toBe(true);
    expect(clocks.ahead()).toEqual({ one: 0 });
    expect(clocks.findings()).toEqual([]);
  });

  it('are not believed beyond a year', () => {
    const clocks = new Clocks();
    expect(clocks.measure('one', -50 * 366 * 24 * HOUR)).toBe(false);
    expect(clocks.ahead()).toEqual({});
  });
});
