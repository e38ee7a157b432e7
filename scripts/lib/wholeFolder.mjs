import fs from 'node:fs';
import path from 'node:path';
import { lives } from './claim.mjs';
import { Plain } from './say.mjs';

const STAMP = 'installed-lock.json';

function isWhole(folder, version, works) {
  try {
    return (
      fs.readFileSync(path.join(folder, STAMP), 'utf8') === version &&
      works(folder)
    );
  } catch {
    return false;
  }
}

/** What starts that were killed left beside the folder. */
function removeLeftovers(target) {
  const parent = path.dirname(target);
  const name = path.basename(target);
  for (const each of fs.readdirSync(parent)) {
    const [, pid] = each.match(/^(?:.+)\.(?:new|old)-(\d+)$/) ?? [];
    if (pid && each.startsWith(`${name}.`) && !lives({ pid: Number(pid) })) {
      fs.rmSync(path.join(parent, each), { recursive: true, force: true });
    }
  }
}

/**
 * A folder that is whole or is not there: it is filled beside its place and then put there, so that a start that is killed,
 * and two starts at once, leave nothing half. One that does not work, whatever its stamp says, is brought anew.
 *
 * @param works - whether what is in a folder can be used
 * @param fill - fills an empty folder
 */
export async function wholeFolder(target, { version, works, fill }) {
  if (isWhole(target, version, works)) {
    return;
  }
  fs.mkdirSync(path.dirname(target), { recursive: true });
  removeLeftovers(target);
  const next = `${target}.new-${process.pid}`;
  const old = `${target}.old-${process.pid}`;
  fs.rmSync(next, { recursive: true, force: true });
  fs.mkdirSync(next);
  try {
    await fill(next);
    if (!works(next)) {
      throw new Plain(
        `What was brought for ${target} does not work on this machine.`,
      );
    }
    fs.writeFileSync(path.join(next, STAMP), version);
    try {
      if (fs.existsSync(target)) {
        fs.renameSync(target, old);
      }
      fs.renameSync(next, target);
    } catch (error) {
      // another start was first, and what it brought is as good
      if (!isWhole(target, version, works)) {
        throw error;
      }
    }
  } finally {
    fs.rmSync(next, { recursive: true, force: true });
    fs.rmSync(old, { recursive: true, force: true });
  }
}
