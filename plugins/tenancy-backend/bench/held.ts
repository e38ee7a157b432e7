import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long others were held up, in milliseconds. */
interface Held {
  /** The longest, in milliseconds. */
  longest: number;
  /** The longest with what others on the machine had the processor meanwhile. */
  withOthers: number;
  taken: number;
}

/** What this thread had of the processor; of a Node that does not know it, what all threads had. */
function usage(before?: NodeJS.CpuUsage): NodeJS.CpuUsage {
  return process.threadCpuUsage
    ? process.threadCpuUsage(before)
    : process.cpuUsage(before);
}

/**
 * How long a job holds up the event loop, and how long it takes. Of the time between two ticks only that counts in which
 * this thread had a processor: while others have it, the delay is theirs.
 */
export async function held(run: () => Promise<void>): Promise<Held> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let longest = 0;
  let at = performance.now();
  let used = usage();
  const tick = () => {
    const { user, system } = usage(used);
    const now = performance.now();
    longest = Math.max(longest, Math.min(now - at, (user + system) / 1000));
    at = now;
    used = usage();
  };
  delay.enable();
  const ticks = setInterval(tick, 1);
  const began = performance.now();
  await run();
  const taken = performance.now() - began;
  clearInterval(ticks);
  tick();
  delay.disable();
  return { longest, withOthers: delay.max / 1e6, taken };
}
