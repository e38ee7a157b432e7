import { posix } from 'node:path';

/** Whether a path lies in one of the directories, at any depth. */
export function liesIn(
  directories: ReadonlySet<string>,
  path: string,
): boolean {
  for (
    let directory = posix.dirname(path);
    directory !== '.' && directory !== '/';
    directory = posix.dirname(directory)
  ) {
    if (directories.has(directory)) {
      return true;
    }
  }
  return false;
}
