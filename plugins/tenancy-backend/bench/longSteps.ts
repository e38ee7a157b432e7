import type { Profiler } from 'node:inspector';

/** A time in which nobody else had a turn. */
export interface Step {
  /** Microseconds of the monotonic clock, as profiles have them. */
  from: number;
  to: number;
  /** Milliseconds of CPU. */
  cpu: number;
}

/** Milliseconds of CPU from which a step is told of, and lines that each takes at most. */
const LONG = 20;
const MOST_LINES = 14;

/** Microseconds of the clock of profiles. */
export const now = () => Number(process.hrtime.bigint() / 1000n);

/** What the longest steps were spent on, by a profile of the time in which they were: the calls with all that they call. */
export function tellSteps(
  profile: Profiler.Profile,
  steps: readonly Step[],
): string {
  const nodes = new Map(profile.nodes.map(node => [node.id, node]));
  const parents = new Map<number, number>();
  for (const { id, children = [] } of profile.nodes) {
    children.forEach(child => parents.set(child, id));
  }
  const nameOf = (id: number) => {
    const { functionName, url, lineNumber } = nodes.get(id)?.callFrame ?? {
      functionName: '',
      url: '',
      lineNumber: 0,
    };
    const file = url.split('/').slice(-3).join('/');
    return `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
  };
  const times: number[] = [];
  let at = profile.startTime;
  for (const delta of profile.timeDeltas ?? []) {
    at += delta;
    times.push(at);
  }
  const told = [...steps]
    .filter(({ cpu }) => cpu >= LONG)
    .sort((a, b) => b.cpu - a.cpu)
    .slice(0, 25)
    .map(step => {
      const spent = new Map<string, number>();
      times.forEach((time, i) => {
        if (time < step.from || time > step.to) {
          return;
        }
        const length = (profile.timeDeltas?.[i] ?? 0) / 1000;
        const names = new Set<string>();
        let id = profile.samples?.[i];
        while (id !== undefined) {
          names.add(nameOf(id));
          id = parents.get(id);
        }
        names.forEach(name => spent.set(name, (spent.get(name) ?? 0) + length));
      });
      const lines = [...spent]
        .filter(([name]) => !name.startsWith('(root)'))
        .sort(([, a], [, b]) => b - a)
        .slice(0, MOST_LINES)
        .map(([name, time]) => `  ${time.toFixed(1)} ms ${name}`);
      const after = ((step.from - profile.startTime) / 1e6).toFixed(2);
      return [`${step.cpu.toFixed(1)} ms of CPU after ${after} s`, ...lines];
    });
  return `${told.flat().join('\n')}\n`;
}
