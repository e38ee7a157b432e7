/** Milliseconds for which long work may go on before others come in between. */
const SLICE = 8;

const waiting: Array<() => void> = [];
let turn = Number.NEGATIVE_INFINITY;

/**
 * Lets others through: to be awaited between the parts of long work, each of which takes a few milliseconds at most.
 * Resolves at once as long as the work was not at it for long. Of several long works only one goes on in each turn of
 * the event loop, so that many of them hold up nobody longer than one does.
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
