import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { held, type Held } from './held';
import { tellSteps } from './longSteps';

/** Looks at how long the event loop is held until it is told to stop, with the name of what was done meanwhile. */
export interface Watched {
  stop(name: string): Promise<Held>;
}

/**
 * Looks at how long the event loop is held. With a folder it writes a CPU profile, and what the longest steps were spent on,
 * for whoever wants to know where the time goes.
 */
export async function watch(folder: string | undefined): Promise<Watched> {
  const session = folder === undefined ? undefined : new Session();
  session?.connect();
  await session?.post('Profiler.enable');
  await session?.post('Profiler.setSamplingInterval', { interval: 500 });
  await session?.post('Profiler.start');
  const ending = { end: () => {} };
  const watched = held(
    () =>
      new Promise<void>(resolve => {
        ending.end = resolve;
      }),
  );
  return {
    async stop(name) {
      ending.end();
      const found = await watched;
      if (session && folder !== undefined) {
        const { profile } = await session.post('Profiler.stop');
        session.disconnect();
        mkdirSync(folder, { recursive: true });
        const path = join(folder, name.replace(/[^a-z0-9]+/gi, '-'));
        writeFileSync(`${path}.cpuprofile`, JSON.stringify(profile));
        writeFileSync(`${path}.steps.txt`, tellSteps(profile, found.steps));
      }
      return found;
    },
  };
}

/** As {@link watch} for one job; without a folder it does the job alone. */
export async function profiled<T>(
  folder: string | undefined,
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  if (folder === undefined) {
    return run();
  }
  const watched = await watch(folder);
  try {
    return await run();
  } finally {
    await watched.stop(name);
  }
}
