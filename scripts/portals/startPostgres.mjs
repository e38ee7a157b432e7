import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../lib/ports.mjs';
import { end, launch, run } from '../lib/process.mjs';
import { until } from './until.mjs';

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

/** What runs a PostgreSQL on this machine; undefined where there is none. */
export function findPostgres() {
  const [postgres, initdb] = ['postgres', 'initdb'].map(binary);
  return postgres && initdb ? { postgres, initdb } : undefined;
}

/** Starts a PostgreSQL on a folder of its own, which is gone when it stops. */
export async function startPostgres({ postgres, initdb }) {
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
  await until('an answer of PostgreSQL', () => connects(port), Boolean, 30);
  return {
    port,
    async stop() {
      await end(server);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function connects(port) {
  return new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
