import type { Steps } from '../src';

/** The median of some times in milliseconds. */
export function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Milliseconds that one call takes. */
export function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Writes one line of the result. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The milliseconds of CPU of the longest step. */
export function longestOf(steps: Steps<unknown>): number {
  let longest = 0;
  for (;;) {
    const before = process.cpuUsage();
    const { done } = steps.next();
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    if (done) {
      return longest;
    }
  }
}
