import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../lib/ports.mjs';
import { end, kill } from '../lib/process.mjs';
import { start } from '../lib/portal.mjs';
import { templatesConfig } from './templatesTried.mjs';

/** Who the guest of a stock portal is, so that something belongs to him. */
export const GUEST = 'user:default/ada';

/** A tenant of the demo estate that the guest owns. */
export const TENANT = 'payments';

const estate = {
  tenancy: {
    catalog: { templates: templatesConfig },
    notifications: { settle: '5s' },
  },
  auth: { providers: { guest: { userEntityRef: GUEST } } },
};

/**
 * Starts the backend of a stock portal, which serves its built pages too, on the clusters of the sandbox; answers once the
 * guest can sign in.
 *
 * @param sandboxConfig - the demo estate; without, the portal has what a stock one has and `config`, and the stock guest
 * @param database - as under `backend.database`
 * @param config - further configuration
 * @param entry - the file that starts the backend
 * @param extra - further variables of its environment
 * @param base - the address under which people reach it, if not its own
 * @param backend - further configuration under `backend`
 */
export async function startStock(
  tools,
  {
    folder,
    env,
    sandboxConfig,
    name = 'portal',
    port: wanted,
    database,
    config = {},
    entry = path.join(folder, 'packages/backend/src/index.ts'),
    extra = {},
    base,
    backend = {},
  },
) {
  const port = await freePort(wanted ?? 18007);
  const url = `http://localhost:${port}`;
  const file = path.join(folder, `app-config.${name}.json`);
  fs.writeFileSync(
    file,
    JSON.stringify({
      ...config,
      app: { baseUrl: base ?? url },
      backend: {
        baseUrl: base ?? url,
        listen: { port, host: 'localhost' },
        auth: { keys: [{ secret: 'of-a-portal-that-is-only-tried' }] },
        ...(database ? { database } : {}),
        ...backend,
      },
      integrations: { github: [{ host: 'github.com', token: 'none' }] },
      ...(sandboxConfig ? estate : {}),
    }),
    { mode: 0o600 },
  );
  const portal = start(
    name,
    tools,
    [
      entry,
      ...[path.join(folder, 'app-config.yaml'), sandboxConfig, file]
        .filter(Boolean)
        .flatMap(each => ['--config', each]),
    ],
    {
      cwd: path.join(folder, 'packages/backend'),
      logs: path.join(folder, 'logs'),
      extra: {
        NODE_ENV: 'development',
        PATH: env.PATH,
        GITHUB_TOKEN: 'none',
        ...extra,
      },
    },
  );
  let ended;
  portal.failed.catch(error => {
    ended = error;
  });
  for (let tries = 0; ; tries += 1) {
    if (ended) {
      throw ended;
    }
    try {
      const answer = await fetch(`${url}/api/auth/guest/refresh`, {
        method: 'POST',
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.ok) {
        return {
          url: base ?? url,
          pid: portal.child.pid,
          ask: asking(base ?? url),
          stop: () => end(portal.child),
          kill: () => kill(portal.child),
        };
      }
    } catch {
      // it does not listen yet
    }
    if (tries > 240) {
      await end(portal.child);
      throw new Error(
        `The portal did not let the guest sign in. Its log: ${path.join(
          folder,
          'logs',
          `${name}.log`,
        )}`,
      );
    }
    await pause(1000);
  }
}

/** The token of the guest. */
export async function signIn(url) {
  const answer = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  return (await answer.json()).backstageIdentity.token;
}

/** Asks as the guest, who signs in anew each time: until the catalog knows him he is in no team. */
function asking(url) {
  return async (place, options = {}) => {
    const token = await signIn(url);
    const answer = await fetch(`${url}${place}`, {
      ...options,
      headers: { Authorization: `Bearer ${token}`, ...options.headers },
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok) {
      throw new Error(
        `${place} answers ${answer.status}: ${(await answer.text()).slice(
          0,
          300,
        )}`,
      );
    }
    return answer.json();
  };
}
