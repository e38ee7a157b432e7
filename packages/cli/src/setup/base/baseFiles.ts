import { readFile, realpath, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { UsageError } from '../../UsageError';
import { SetupFiles } from '../SetupFiles';
import { commitOf } from './commitOf';
import { enters } from './enters';
import { findRepository } from './findRepository';
import { readObjects } from './readObjects';
import { writeModules } from './writeModules';

/**
 * Files of a commit that is not under review: whatever path leads into the repository means what the commit has there, and never
 * what the work tree has. Files outside of the repository are read as they are.
 *
 * @param directory - the checkout, or a directory in it
 * @param revision - a branch, a tag or a commit of its repository
 * @throws UsageError
 */
export async function baseFiles(
  directory: string,
  revision: string,
): Promise<SetupFiles> {
  const repository = await findRepository(directory);
  const commit = await commitOf(repository, revision);
  const { root } = repository;

  async function read(path: string): Promise<Uint8Array> {
    const place = await enters(root, path);
    if ('outside' in place) {
      return readFile(place.outside);
    }
    if (place.inside.includes('\n')) {
      throw new UsageError(`The name of ${path} has more than one line.`);
    }
    const [object] = await readObjects(
      repository,
      [`${commit}:${place.inside}`],
      { follow: true },
    );
    if (!object || 'missing' in object) {
      throw new UsageError(missing(place.inside, object?.missing));
    }
    return object.bytes;
  }

  function missing(path: string, why = 'missing'): string {
    const there = `${path} of --base ${revision}`;
    return why === 'symlink'
      ? `${there} is a link to something outside of the repository.`
      : `There is no file ${there}. What the checkout has there is under review, and does not count.`;
  }

  return {
    pinned: true,
    read,
    isUnderReview: async path => 'inside' in (await enters(root, path)),
    async withModules(paths, load) {
      const places = await Promise.all(paths.map(path => enters(root, path)));
      if (places.every(place => 'outside' in place)) {
        return load(paths);
      }
      const modules = await writeModules(repository, commit);
      try {
        const files = await Promise.all(
          places.map(async place => {
            if ('outside' in place) {
              return place.outside;
            }
            const file = await realpath(join(modules, place.inside)).catch(
              () => undefined,
            );
            const from = file && relative(modules, file);
            if (!from || from === '..' || from.startsWith(`..${sep}`)) {
              throw new UsageError(missing(place.inside));
            }
            return file;
          }),
        );
        return load(files);
      } finally {
        await rm(modules, { recursive: true, force: true });
      }
    },
  };
}
