import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';

/** Writes a CPU profile of a job, for whoever wants to know where its time goes; without a folder it does the job alone. */
export async function profiled<T>(
  folder: string | undefined,
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  if (folder === undefined) {
    return run();
  }
  mkdirSync(folder, { recursive: true });
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  try {
    return await run();
  } finally {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    writeFileSync(
      join(folder, `${name.replace(/[^a-z0-9]+/gi, '-')}.cpuprofile`),
      JSON.stringify(profile),
    );
  }
}
