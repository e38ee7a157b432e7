import { setTimeout as sleep } from 'node:timers/promises';

/** Runs `work` after every `wake` and once a second, never twice at a time; a failure is told once and tried again. */
export function runLoop(
  work: () => Promise<void>,
  log: (line: string) => void,
) {
  let stopped = false;
  let due = true;
  let wakeUp = () => {};
  const wake = () => {
    due = true;
    wakeUp();
  };
  const done = (async () => {
    let last = '';
    while (!stopped) {
      due = false;
      const problem = await work().then(
        () => '',
        error => `${error}`,
      );
      if (problem && problem !== last && !stopped) log(problem);
      last = problem;
      // Many changes come together; one look at all of them is enough.
      await sleep(50);
      if (due || stopped) continue;
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, 1000);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  const stop = () => {
    stopped = true;
    wake();
    return done;
  };
  return { wake, stop };
}
