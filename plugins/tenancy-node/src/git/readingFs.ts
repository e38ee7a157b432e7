import fs from 'node:fs';
import { dirname, basename, join, normalize } from 'node:path';

/** The folder of objects that lie there one by one is named by the first two digits of their ids, and they by the rest. */
const LOOSE = /\/[0-9a-f]{2}\/[0-9a-f]{38}$/;

/** Made once: it is thrown for each object, and nobody looks at where. */
const MISSING: NodeJS.ErrnoException = new Error('there is no such file');
MISSING.code = 'ENOENT';

/**
 * The file system for a walk over objects that are all there already: for each of them isomorphic-git looks for the repository,
 * for a file with the object alone, and for packs, and of thousands nearly all are in a pack. Here that is looked at once.
 */
export function readingFs(gitdir: string): { promises: typeof fs.promises } {
  const objects = join(gitdir, 'objects');
  const names = new Map<string, Promise<string[]>>();
  const stats = new Map<string, ReturnType<typeof fs.promises.stat>>();
  const namesIn = (folder: string) => {
    const known = names.get(folder);
    if (known) {
      return known;
    }
    const found = fs.promises.readdir(folder);
    names.set(folder, found);
    return found;
  };
  const isThere = async (path: string) => {
    const folder = dirname(path);
    const folders = await namesIn(objects);
    return (
      folders.includes(basename(folder)) &&
      (await namesIn(folder)).includes(basename(path))
    );
  };
  const promises = {
    ...fs.promises,
    async readFile(path: string | undefined, options?: object) {
      if (path === undefined) {
        // Asked so for each object, to see whether promises are answered.
        throw MISSING;
      }
      const isLoose =
        LOOSE.test(path) && dirname(dirname(normalize(path))) === objects;
      if (isLoose && !(await isThere(normalize(path)))) {
        throw MISSING;
      }
      return fs.promises.readFile(path, options);
    },
    async readdir(path: string) {
      return [...(await namesIn(normalize(path)))];
    },
    async stat(path: string) {
      const known = stats.get(path) ?? fs.promises.stat(path);
      stats.set(path, known);
      return known;
    },
  };
  return { promises: promises as typeof fs.promises };
}
