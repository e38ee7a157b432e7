import { execFile } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GitHttpServer } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { goodForms, tenantValues } from './templateValues';
import { ScaffolderProcess } from './ScaffolderProcess';

const run = promisify(execFile);

/** Bytes of the disk: enough for a database, copies of Git and workspaces. */
const SIZE = '48m';

/** So long a task may take to say that there is no room, in milliseconds. */
const PATIENCE = 120_000;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Writes until nothing more fits, so that not even a small file can be made. */
function fill(file: string): void {
  for (const size of [1024 * 1024, 4096, 1]) {
    for (;;) {
      try {
        appendFileSync(file, Buffer.alloc(size));
      } catch {
        break;
      }
    }
  }
}

function assert(holds: boolean, what: string): void {
  if (!holds) {
    throw new Error(`It does not hold that ${what}`);
  }
}

async function within<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what}: nothing in ${PATIENCE / 1000} s`)),
      PATIENCE,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** What a scaffolder does while its disk is full, and after there is room again. */
async function tryOut(disk: string, remotes: string): Promise<void> {
  const git = await GitHttpServer.start({ root: remotes });
  const url = await git.createRepository('estate');
  const folder = join(disk, 'portal');
  mkdirSync(folder);
  const scaffolder = new ScaffolderProcess(folder, url);
  const filler = join(disk, 'filler');
  const head = async () =>
    (await run('git', ['-C', git.pathOf('estate'), 'rev-parse', 'main']))
      .stdout;
  const workload = (name: string) =>
    scaffolder.client.run('workload', {
      ...goodForms['a workload'].values,
      name,
    });
  try {
    await scaffolder.start();
    const made = await scaffolder.client.run('tenant', tenantValues);
    assert(made.message === '', `a tenant is made: ${made.message}`);
    const before = await head();

    fill(filler);
    const full = await within(
      workload('full').then(
        ({ status, message }) => `${status}: ${message}`,
        error => `refused: ${error.message}`,
      ),
      'A task on a full disk',
    );
    say(`A task on a full disk: ${full.slice(0, 300)}`);
    assert(
      /ENOSPC|no space|disk is full|no room|database or disk/i.test(full),
      'it is said that the disk is full',
    );
    assert((await head()) === before, 'nothing was pushed');

    truncateSync(filler, 0);
    const again = await within(workload('again'), 'A task with room again');
    assert(
      again.message === '',
      `tasks run once there is room again: ${again.message}`,
    );
    say('A task with room again: done, by the same process');

    fill(filler);
    await scaffolder.kill();
    const started = await within(
      scaffolder.start().then(
        () => 'starts',
        error => `does not start: ${String(error.message).slice(-300)}`,
      ),
      'A start on a full disk',
    );
    say(`A scaffolder that is killed on a full disk ${started}`);
    await scaffolder.kill();
    truncateSync(filler, 0);
    await scaffolder.start();
    const last = await within(workload('last'), 'A task after a restart');
    assert(
      last.message === '',
      `tasks run after a restart with room: ${last.message}`,
    );
    const { stdout } = await run('git', [
      '-C',
      git.pathOf('estate'),
      'fsck',
      '--strict',
      '--no-dangling',
    ]);
    assert(stdout.trim() === '', 'Git is whole');
    say('After a restart with room: nothing is lost, Git is whole');
  } finally {
    await scaffolder.kill();
    await git.stop();
  }
}

/** Tries a full disk for real, on one that is made for it: only root can. */
async function main(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'full-disk-'));
  const disk = join(root, 'disk');
  mkdirSync(disk);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', disk]);
  } catch (error) {
    say(
      `NOT TRIED: a full disk needs one of its own, and none can be mounted here (${
        String(error).split('\n')[0]
      }). Run this as root.`,
    );
    rmSync(root, { recursive: true });
    return;
  }
  try {
    await tryOut(disk, join(root, 'remotes'));
  } finally {
    await run('umount', ['-l', disk]);
    rmSync(root, { recursive: true, force: true });
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
