import { Backoff } from './Backoff';

describe('Backoff', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** When it would be asked again, in milliseconds, over a time of failures. */
  async function asked(backoff: Backoff, time: number): Promise<number[]> {
    const start = performance.now();
    const life = new AbortController();
    const at: number[] = [];
    const asking = (async () => {
      while (!life.signal.aborted) {
        at.push(performance.now() - start);
        await backoff.wait(life.signal);
      }
    })();
    await jest.advanceTimersByTimeAsync(time);
    life.abort();
    await asking;
    return at;
  }

  const hour = 3_600_000;

  it('asks what is away for an hour rarely, and what was away for long soon enough', async () => {
    const at = await asked(
      new Backoff({ first: 500, longest: 2_000, rarely: 30_000 }),
      hour,
    );
    expect(at.length).toBeLessThan(hour / 15_000 + 40);
    at.slice(1).forEach((time, index) => {
      const wait = time - at[index];
      expect(wait).toBeLessThanOrEqual(Math.max(2_000, at[index] * 0.1));
      expect(wait).toBeLessThanOrEqual(30_000);
    });
  });

  it('asks as often as ever without that', async () => {
    const at = await asked(new Backoff({ first: 500, longest: 2_000 }), hour);
    expect(at.length).toBeGreaterThan(hour / 2_000);
  });

  it('begins anew once all went well', async () => {
    const backoff = new Backoff({ first: 500, longest: 2_000, rarely: 30_000 });
    await asked(backoff, hour);
    backoff.reset();
    const [, second] = await asked(backoff, 60_000);
    expect(second).toBeLessThanOrEqual(500);
  });
});
