import { monitorEventLoopDelay } from 'node:perf_hooks';
import { now, type Step } from './longSteps';

/** How long others were held up, in milliseconds. */
export interface Held {
  /** The longest, in milliseconds. */
  longest: number;
  /** The longest with what others on the machine had the processor meanwhile. */
  withOthers: number;
  taken: number;
  /** All that took a few milliseconds of CPU or more. */
  steps: readonly Step[];
}

/** Milliseconds of CPU from which a step is kept. */
const LEAST = 5;

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
  const steps: Step[] = [];
  let longest = 0;
  let at = performance.now();
  let from = now();
  let used = usage();
  const tick = () => {
    const { user, system } = usage(used);
    const cpu = Math.min(performance.now() - at, (user + system) / 1000);
    longest = Math.max(longest, cpu);
    if (cpu >= LEAST) {
      steps.push({ from, to: now(), cpu });
    }
    at = performance.now();
    from = now();
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
  return { longest, withOthers: delay.max / 1e6, taken, steps };
}
