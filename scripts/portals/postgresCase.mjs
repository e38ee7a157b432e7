import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../lib/ports.mjs';
import { end, launch, run } from '../lib/process.mjs';
import { createPortal } from './createPortal.mjs';
import { startStock, until } from './startStock.mjs';
import { askPortal, TENANT, versionsOf } from './stockCase.mjs';

function binary(name) {
  const places = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    ...['17', '16', '15', '14'].map(each => `/usr/lib/postgresql/${each}/bin`),
  ];
  return places
    .map(each => path.join(each, name))
    .find(each => fs.existsSync(each));
}

/** PostgreSQL does not run as root: its processes run as `nobody` then. */
function unprivileged() {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const id = flag =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function startPostgres({ postgres, initdb }) {
  const as = unprivileged();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-postgres-'));
  if (as.uid !== undefined) {
    fs.chownSync(folder, as.uid, as.gid);
  }
  const data = path.join(folder, 'data');
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  await run(initdb, ['-D', data, '-U', 'postgres', '-A', 'trust'], {
    ...as,
    env,
    cwd: folder,
  });
  const port = await freePort(18432);
  const server = launch(
    postgres,
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
    { ...as, env, cwd: folder, stdio: 'ignore' },
  );
  await pause(3000);
  return {
    port,
    async stop() {
      await end(server);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Two replicas of the newest release on one PostgreSQL; one is killed, and the other goes on. */
export async function postgresCase({ tools, checks, packs, sandboxConfig }) {
  const postgres = binary('postgres');
  const initdb = binary('initdb');
  if (!postgres || !initdb) {
    checks.skip('postgres', 'there are no postgres and initdb on this machine');
    return;
  }
  const portal = await checks.run(
    'postgres: a stock app takes the packed packages',
    () =>
      createPortal(tools, {
        name: 'postgres',
        packs,
        release: versionsOf('1.57'),
      }),
  );
  if (!portal) {
    return;
  }
  // two replicas are tried over HTTP; the pages were tried elsewhere
  fs.mkdirSync(path.join(portal.folder, 'packages/app/dist'), {
    recursive: true,
  });
  const server = await startPostgres({ postgres, initdb });
  const database = {
    client: 'pg',
    connection: {
      host: '127.0.0.1',
      port: server.port,
      user: 'postgres',
      password: 'none',
    },
  };
  const replicas = [];
  try {
    for (const name of ['one', 'two']) {
      const replica = await checks.run(`postgres: replica ${name} starts`, () =>
        startStock(tools, { ...portal, sandboxConfig, name, database }),
      );
      if (!replica) {
        return;
      }
      replicas.push(replica);
    }
    const [one, two] = replicas;
    await askPortal(checks, 'postgres', one);
    const words = ({ environments }) =>
      environments.map(({ name, health }) => [name, health]);
    const statusOf = ({ ask }) => ask(`/api/tenancy/tenants/${TENANT}/status`);
    await checks.run('postgres: both replicas answer the same', () =>
      until(
        'the same answer of both',
        async () => [words(await statusOf(one)), words(await statusOf(two))],
        ([first, second]) =>
          first.length > 0 && JSON.stringify(first) === JSON.stringify(second),
      ),
    );
    await one.stop();
    await checks.run('postgres: the other goes on when one ends', () =>
      until(
        'an answer of the other',
        () => two.ask(`/api/tenancy/tenants/${TENANT}/changes`),
        answer => answer !== undefined,
      ),
    );
  } finally {
    await Promise.all(replicas.map(each => each.stop()));
    await server.stop();
  }
}
