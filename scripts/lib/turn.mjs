import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { claim, Taken } from './claim.mjs';
import { say } from './say.mjs';

/**
 * Does some work that no two may do at once in a folder, also not while what a killed start left running still works there:
 * waits for its end, and says so once in a while.
 */
export async function inTurn(
  folder,
  { what, every = 10_000, tell = say },
  work,
) {
  fs.mkdirSync(folder, { recursive: true });
  let told = -Infinity;
  for (;;) {
    let turn;
    try {
      turn = claim(folder);
    } catch (error) {
      if (!(error instanceof Taken)) {
        throw error;
      }
      if (performance.now() - told >= every) {
        told = performance.now();
        tell(
          `Waiting for another ${what} in this folder to end (process ${error.processes.join(
            ', ',
          )})`,
        );
      }
      await pause(Math.min(500, every));
      continue;
    }
    try {
      return await work(child => turn.note({ pid: child.pid }));
    } finally {
      turn.release();
    }
  }
}
