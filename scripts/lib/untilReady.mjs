import { setTimeout as pause } from 'node:timers/promises';
import { Plain, say } from './say.mjs';

async function ask(url, headers) {
  try {
    const { status } = await fetch(url, {
      headers,
      signal: AbortSignal.timeout(20_000),
    });
    return status;
  } catch (error) {
    return error.name === 'TimeoutError' ? 'slow' : 'silent';
  }
}

/** What is still missing, in order; each is a word for people and how to ask. */
function stages(url, users) {
  return [
    {
      what: 'its plugins',
      ask: () => ask(`${url}/.backstage/health/v1/readiness`),
    },
    // users are in the catalog a while after the backend is ready
    ...users.map(user => ({
      what: `sign-in as ${user}`,
      ask: () =>
        ask(`${url}/api/auth/demo/refresh?env=development`, {
          'x-demo-user': user,
        }),
    })),
  ];
}

/**
 * Waits until the portal answers and lets its users sign in. It says every ten seconds what it waits for and where the log is,
 * and gives up only on a portal that never listened for `patience` milliseconds, or when `signal` says that it ended.
 */
export async function untilReady({
  url,
  users = [],
  log,
  patience = 600_000,
  every = 10_000,
  tell = say,
  signal,
}) {
  const began = Date.now();
  let told = began;
  let answered = false;
  for (const { what, ask: question } of stages(url, users)) {
    for (;;) {
      signal?.throwIfAborted();
      const status = await question();
      if (status === 200) {
        break;
      }
      answered = answered || status !== 'silent';
      const now = Date.now();
      if (!answered && now - began > patience) {
        throw new Plain(
          `The portal never listened at ${url}, in ${Math.round(
            patience / 1000,
          )} s. Its log: ${log}`,
        );
      }
      if (now - told >= every) {
        told = now;
        tell(
          `The portal is starting: ${
            status === 'silent'
              ? 'it does not listen yet'
              : `waiting for ${what}`
          }. Its log: ${log}`,
        );
      }
      await pause(Math.min(200, every));
    }
  }
}
