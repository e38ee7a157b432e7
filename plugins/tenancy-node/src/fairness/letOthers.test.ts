import { letOthers } from './letOthers';

function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    // hold the processor
  }
}

async function longWork(done: number[], id: number): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    work(1);
    await letOthers();
  }
  done.push(id);
}

describe('letOthers', () => {
  it('lets timers through while many long works go on', async () => {
    const done: number[] = [];
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 1);
    await Promise.all(
      Array.from({ length: 20 }, (_, id) => longWork(done, id)),
    );
    clearInterval(timer);

    expect(done.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, id) => id),
    );
    // 400 ms of work in slices.
    expect(ticks).toBeGreaterThan(10);
  });

  it('goes on one at a time', async () => {
    let turns = 0;
    let between = 0;
    const timer = setInterval(() => {
      between += 1;
    }, 0);
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        await letOthers();
        work(10);
        turns += 1;
        await letOthers();
        work(10);
        turns += 1;
      }),
    );
    clearInterval(timer);
    expect(turns).toBe(40);
    // Others had the loop between one and the next; were all to go on at once, it would be twice.
    expect(between).toBeGreaterThan(10);
  });

  it('goes on at once when little was done', async () => {
    await letOthers();
    let immediates = 0;
    setImmediate(() => {
      immediates += 1;
    });
    await letOthers();
    expect(immediates).toBe(0);
  });
});
