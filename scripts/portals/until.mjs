import { setTimeout as pause } from 'node:timers/promises';

/** Asks until an answer is as it should be; the portal reads clusters and Git while it already answers. */
export async function until(what, work, isThere, patience = 90) {
  let last;
  for (let tries = 0; tries < patience; tries += 1) {
    try {
      last = await work();
      if (isThere(last)) {
        return last;
      }
    } catch (error) {
      last = error.message;
    }
    await pause(1000);
  }
  throw new Error(
    `${what} was not so within ${patience} s: ${JSON.stringify(last)?.slice(
      0,
      400,
    )}`,
  );
}
