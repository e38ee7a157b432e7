/** Runs `work` after every `wake` and after some seconds without one, never twice at a time; a failure is told once and tried again. */
export function runLoop(
  work: () => Promise<void>,
  seconds: number,
  log: (line: string) => void,
) {
  let stopped = false;
  let last = '';
  let wake = () => {};
  const pause = (least: number, most: number) =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, most);
      wake = () => {
        clearTimeout(timer);
        setTimeout(resolve, least);
      };
    });
  const done = (async () => {
    while (!stopped) {
      // Whatever changes while it works is looked at right after; many changes come together.
      const next = pause(50, seconds * 1000);
      const problem = await work().then(() => '', String);
      if (problem && problem !== last && !stopped) {
        log(problem);
      }
      last = problem;
      await next;
    }
  })();
  const stop = () => {
    stopped = true;
    wake();
    return done;
  };
  return { wake: () => wake(), stop };
}
