import { setImmediate } from 'node:timers/promises';

/** Lets others have their turn once so many milliseconds went by. */
export function turns(slice: number): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began > slice) {
      await setImmediate();
      began = performance.now();
    }
  };
}
