/**
 * How many times the CPU of `run(size)` the CPU of `run(4 * size)` is. Other work on the machine and the collector make single runs
 * longer, never shorter, so the shortest of several runs counts, and the least of several comparisons.
 */
export function growth(run: (size: number) => void, size: number): number {
  let least = Number.POSITIVE_INFINITY;
  run(size);
  for (let i = 0; i < 12 && least > 5; i += 1) {
    // Half a millisecond on both sides evens out what a clock of this kind can't tell.
    const small = shortest(() => run(size)) + 500;
    const large = shortest(() => run(4 * size)) + 500;
    least = Math.min(least, large / small);
  }
  return least;
}

/** Microseconds of CPU. */
function shortest(run: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i += 1) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, user + system);
  }
  return least;
}
