// A machine that is busy with other things makes these tests long, and a long test is no failed one.
jest.setTimeout(60_000);

/**
 * How many times the CPU of `run(size)` the CPU of `run(4 * size)` is. Other work on the machine and the collector make single runs
 * longer, never shorter, so the shortest of all runs of a size counts. There are more of them as long as the answer is high:
 * what grows too fast does so in the shortest run as well. `limit` is what the answer has to be below.
 */
export function growth(
  run: (size: number) => void,
  size: number,
  limit = 6,
): number {
  const ratio = growthAt(run, size, limit);
  // A large input that no cache holds is dear on a busy machine. What grows too fast does so at half the size as well.
  return ratio < limit
    ? ratio
    : Math.min(ratio, growthAt(run, size / 2, limit));
}

function growthAt(
  run: (size: number) => void,
  size: number,
  limit: number,
): number {
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let ratio = Number.POSITIVE_INFINITY;
  run(size);
  for (let i = 0; i < 75 && (i < 3 || ratio > (limit * 5) / 6); i += 1) {
    small = Math.min(
      small,
      cpuOf(() => run(size)),
    );
    large = Math.min(
      large,
      cpuOf(() => run(4 * size)),
    );
    // Half a millisecond on both sides evens out what a clock of this kind can't tell.
    ratio = (large + 500) / (small + 500);
  }
  return ratio;
}

/** Microseconds of CPU. That of the thread alone would be better, and is counted in milliseconds only. */
function cpuOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
