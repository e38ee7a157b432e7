import { ListTurns } from './ListTurns';

describe('ListTurns', () => {
  const never = new AbortController().signal;

  /** Work that ends when it is told to. */
  function works() {
    const running = new Map<number, () => void>();
    let most = 0;
    const work = (id: number) => () =>
      new Promise<number>(resolve => {
        running.set(id, () => {
          running.delete(id);
          resolve(id);
        });
        most = Math.max(most, running.size);
      });
    return { running, work, most: () => most };
  }
  const settled = () => new Promise(resolve => setImmediate(resolve));

  it('lets a few work at once, in the order in which they came', async () => {
    const turns = new ListTurns(2);
    const { running, work, most } = works();
    const all = [0, 1, 2, 3, 4].map(id => turns.take(never, work(id)));
    const began: number[][] = [];
    for (let i = 0; i < 5; i += 1) {
      await settled();
      began.push([...running.keys()]);
      [...running.values()][0]();
    }
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4]);
    expect(began).toEqual([[0, 1], [1, 2], [2, 3], [3, 4], [4]]);
    expect(most()).toBe(2);
  });

  it('goes on after one that fails', async () => {
    const turns = new ListTurns(1);
    const failed = turns.take(never, async () => {
      throw new Error('refused');
    });
    const next = turns.take(never, async () => 'next');
    await expect(failed).rejects.toThrow('refused');
    expect(await next).toBe('next');
  });

  it('lets go who no longer wants, before and while it waits', async () => {
    const turns = new ListTurns(1);
    const { running, work } = works();
    const first = turns.take(never, work(0));
    const gone = new AbortController();
    const second = turns.take(gone.signal, work(1));
    const third = turns.take(never, work(2));
    await settled();
    gone.abort(new Error('stopped'));
    await expect(second).rejects.toThrow('stopped');
    await expect(turns.take(gone.signal, work(3))).rejects.toThrow('stopped');
    running.get(0)?.();
    await first;
    await settled();
    expect([...running.keys()]).toEqual([2]);
    running.get(2)?.();
    expect(await third).toBe(2);
  });

  it('does not wait for who hangs, and takes its place back once', async () => {
    jest.useFakeTimers();
    try {
      const turns = new ListTurns(1);
      const { running, work, most } = works();
      const hanging = turns.take(never, work(0));
      const second = turns.take(never, work(1));
      await jest.advanceTimersByTimeAsync(4_000);
      expect([...running.keys()]).toEqual([0]);
      await jest.advanceTimersByTimeAsync(2_000);
      expect([...running.keys()]).toEqual([0, 1]);
      running.get(0)?.();
      await hanging;
      const third = turns.take(never, work(2));
      await jest.advanceTimersByTimeAsync(1_000);
      // The place of the first was given away already.
      expect([...running.keys()]).toEqual([1]);
      running.get(1)?.();
      await second;
      await jest.advanceTimersByTimeAsync(0);
      running.get(2)?.();
      expect(await third).toBe(2);
      expect(most()).toBe(2);
    } finally {
      jest.useRealTimers();
    }
  });
});
