import { readlink, stat } from 'node:fs/promises';
import { dirname, join, parse, resolve, sep } from 'node:path';

/** Where a path leads: into the repository, or to a file outside of it. */
export type Place = { inside: string } | { outside: string };

const MAX_LINKS = 40;

/**
 * Follows a path, and the links on its way, up to where it enters a directory; `inside` is what is left of it there, with `/`
 * between names. What lies in the directory is not looked at.
 */
export async function enters(root: string, path: string): Promise<Place> {
  const home = await stat(root);
  let links = 0;
  let at = parse(resolve(path)).root;
  let rest = namesOf(path);
  for (;;) {
    const here = await stat(at).catch(() => undefined);
    // By its identity: some file systems have many spellings of one path.
    if (here && here.ino === home.ino && here.dev === home.dev) {
      return { inside: rest.join('/') };
    }
    const [next, ...others] = rest;
    if (next === undefined) {
      return { outside: at };
    }
    const child = join(at, next);
    const target = await readlink(child).catch(() => undefined);
    if (target === undefined) {
      at = child;
      rest = others;
    } else if (++links > MAX_LINKS) {
      return { outside: child };
    } else {
      const led = resolve(dirname(child), target);
      at = parse(led).root;
      rest = [...namesOf(led), ...others];
    }
  }
}

function namesOf(path: string): string[] {
  const full = resolve(path);
  return full.slice(parse(full).root.length).split(sep).filter(Boolean);
}
