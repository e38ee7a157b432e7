import { readFile } from 'node:fs/promises';
import { isWithin } from './isWithin';
import { SetupFiles } from './SetupFiles';

/** Files as they lie on disk, with a checkout whose content is under review. */
export function diskFiles(directory: string): SetupFiles {
  return {
    pinned: false,
    read: path => readFile(path),
    isUnderReview: path => isWithin(directory, path),
    withModules: async (paths, load) => load(paths),
  };
}
