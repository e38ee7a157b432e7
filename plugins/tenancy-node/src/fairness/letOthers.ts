/** Milliseconds that long work may run before it yields. */
const SLICE = 8;

const waiting: Array<() => void> = [];
let turn = Number.NEGATIVE_INFINITY;

/**
 * Yields to the event loop. Await it between the parts of long work, each of which takes a few milliseconds at most.
 * Resolves at once unless the work has run for long. Of several long tasks, only one continues in each turn of the
 * event loop, so that many of them delay others no longer than one does.
 *
 * @public
 */
export async function letOthers(): Promise<void> {
  if (performance.now() - turn < SLICE) {
    return;
  }
  await new Promise<void>(resolve => {
    waiting.push(resolve);
    if (waiting.length === 1) {
      setImmediate(next);
    }
  });
}

/** What is set from within a turn comes after the timers and answers of the next. */
function next(): void {
  const [resume] = waiting;
  turn = performance.now();
  resume();
  waiting.shift();
  if (waiting.length > 0) {
    setImmediate(next);
  }
}
