import fs from 'node:fs';
import { Plain } from './say.mjs';
import { inTurn } from './turn.mjs';
import { writeWhole } from './writeWhole.mjs';

function says(stamp, wanted) {
  try {
    return fs.readFileSync(stamp, 'utf8') === wanted;
  } catch {
    return false;
  }
}

/**
 * Sees to it that something is installed and works, whatever a start that was killed left of it. The stamp goes before the
 * first attempt and comes back once all works; what is stamped and does not work any more is installed again.
 *
 * @param attempts - in order, until it works; each gets a function that takes the processes it starts
 * @param otherwise - what is said when no attempt helps
 */
export async function repaired({
  stamp,
  wanted,
  works,
  folder,
  attempts,
  otherwise,
  tell,
}) {
  const isDone = () => says(stamp, wanted) && works();
  if (isDone()) {
    return;
  }
  await inTurn(folder, { what: 'install', tell }, async started => {
    // whoever was waited for may have done it
    if (isDone()) {
      return;
    }
    fs.rmSync(stamp, { force: true });
    for (const attempt of attempts) {
      await attempt(started);
      if (works()) {
        writeWhole(stamp, wanted);
        return;
      }
    }
    throw new Plain(otherwise);
  });
}
