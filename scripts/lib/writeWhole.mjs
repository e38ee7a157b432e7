import fs from 'node:fs';

/** Writes a file that others see whole or not at all, and that is a file of its own also where the old one was a hard link. */
export function writeWhole(file, text, options) {
  const next = `${file}.${process.pid}`;
  fs.writeFileSync(next, text, options);
  fs.renameSync(next, file);
}
