import fs from 'node:fs';
import path from 'node:path';
import { Plain } from './say.mjs';

/** When a process began, where the system tells: its number may belong to another by now. Null for one that has ended. */
function beginOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : fields[19];
  } catch {
    return undefined;
  }
}

/** Somebody uses a folder of state; `processes` are their numbers. */
export class Taken extends Plain {
  constructor(message, processes) {
    super(message);
    this.processes = processes;
  }
}

/** Whether a process still runs; with `began`, whether it is that one. */
export function lives({ pid, began }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and is somebody else's
    if (error.code !== 'EPERM') {
      return false;
    }
  }
  const now = beginOf(pid);
  return now !== null && (now === undefined || !began || now === began);
}

function read(file) {
  try {
    const { processes, pid, url } = JSON.parse(fs.readFileSync(file, 'utf8'));
    return { processes: processes ?? (pid ? [{ pid }] : []), url };
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Claims a folder of state for this start and all that it starts: a second one would write to the same files. The claim holds
 * as long as any of these processes runs, also when the one that started them is gone.
 */
export function claim(state) {
  const file = path.join(state, 'running.json');
  const own = {
    processes: [{ pid: process.pid, began: beginOf(process.pid) }],
    url: undefined,
  };
  const write = () => {
    const next = `${file}.${process.pid}`;
    fs.writeFileSync(next, JSON.stringify(own), { mode: 0o600 });
    return next;
  };
  for (let attempt = 1; ; attempt += 1) {
    const next = write();
    try {
      // unlike a write, a link fails where the file is there already
      fs.linkSync(next, file);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST' || attempt > 5) {
        throw error;
      }
    } finally {
      fs.rmSync(next, { force: true });
    }
    const other = read(file);
    const living = (other?.processes ?? []).filter(lives);
    if (living.length > 0) {
      throw new Taken(
        `A portal already runs on the state in ${state}${
          other.url ? ` at ${other.url}` : ''
        } (process ${living
          .map(({ pid }) => pid)
          .join(', ')}). Stop it first, or use it.`,
        living.map(({ pid }) => pid),
      );
    }
    fs.rmSync(file, { force: true });
  }
  return {
    /** Notes a process that uses the state, or where the portal is. */
    note({ pid, url }) {
      if (pid) {
        own.processes.push({ pid, began: beginOf(pid) });
      }
      if (url) {
        own.url = url;
      }
      fs.renameSync(write(), file);
    },
    /** To be called once nothing of this start runs any more. */
    release: () => fs.rmSync(file, { force: true }),
  };
}

/** Forgets what a claimed folder holds. */
export function forget(state) {
  for (const name of fs.readdirSync(state)) {
    if (!name.startsWith('running.json')) {
      fs.rmSync(path.join(state, name), { recursive: true, force: true });
    }
  }
}
