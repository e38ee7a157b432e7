import fs from 'node:fs';
import path from 'node:path';

/**
 * Keeps a folder to this user: what it holds already, and by the umask what this process and its children write from now on.
 * It has tokens, task parameters and the database in it.
 */
export function restrict(folder) {
  process.umask(0o077);
  close(folder);
}

function close(place) {
  const stat = fs.lstatSync(place);
  if (stat.isSymbolicLink()) {
    return;
  }
  if ((stat.mode & 0o077) !== 0) {
    fs.chmodSync(place, stat.mode & 0o700);
  }
  if (stat.isDirectory()) {
    for (const name of fs.readdirSync(place)) {
      close(path.join(place, name));
    }
  }
}
