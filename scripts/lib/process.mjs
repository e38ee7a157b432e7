import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Plain } from './say.mjs';
import { root } from './paths.mjs';

const windows = process.platform === 'win32';
const running = new Set();

/**
 * Starts a command in a process group of its own, so that it can be ended
 * with all that it started in turn.
 */
export function launch(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !windows,
    ...options,
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

function signal(child, name) {
  try {
    if (windows) {
      spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    } else {
      process.kill(-child.pid, name);
    }
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

/** Ends a process with its children: asks first, then insists after `patience` milliseconds. */
export async function end(child, patience = 5000) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = new Promise(resolve => child.once('exit', resolve));
  signal(child, 'SIGTERM');
  const timer = setTimeout(() => signal(child, 'SIGKILL'), patience);
  await gone;
  clearTimeout(timer);
}

/** Ends a process with its children at once, so that it has no time for anything. */
export async function kill(child) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = new Promise(resolve => child.once('exit', resolve));
  signal(child, 'SIGKILL');
  await gone;
}

/** Stops a process with its children where it is, without ending it, or lets it go on. */
export function freeze(child, on) {
  signal(child, on ? 'SIGSTOP' : 'SIGCONT');
}

export async function endAll() {
  await Promise.all([...running].map(child => end(child)));
}

/** Calls back for each line that a process writes on either stream. */
export function onLines(child, callback) {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) {
      createInterface({ input: stream }).on('line', callback);
    }
  }
}

/**
 * Runs a command to its end. Without `show` its output is kept and told only
 * if it fails; `report` gets each line as it comes, `started` the process.
 */
export function run(command, args, { show, report, started, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = launch(command, args, {
      ...options,
      ...(show ? { stdio: ['ignore', 'inherit', 'inherit'] } : {}),
    });
    started?.(child);
    const kept = [];
    onLines(child, line => {
      kept.push(line);
      if (kept.length > 400) {
        kept.shift();
      }
      if (line.trim()) {
        report?.(line.trim());
      }
    });
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) {
        resolve(kept.join('\n'));
      } else {
        const said = kept.join('\n');
        reject(
          new Plain(
            `${said}${said ? '\n' : ''}Failed (exit ${code}): ${[
              command,
              ...args,
            ].join(' ')}`,
          ),
        );
      }
    });
  });
}

/** Ends everything on Ctrl-C or when asked to stop, then exits. */
export function endOnSignal(before = async () => {}) {
  let ending = false;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, async () => {
      if (ending) {
        return;
      }
      ending = true;
      process.stdout.write('\nStopping ...\n');
      await before();
      await endAll();
      process.exit(name === 'SIGINT' ? 130 : 143);
    });
  }
}
