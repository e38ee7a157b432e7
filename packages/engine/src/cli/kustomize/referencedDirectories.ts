import { posix } from 'node:path';
import type { BuildFiles } from './build';
import { readKustomization } from './kustomization';
import { BuildFailure } from './problems';

/** The directories, of those given, that others of them are made of. */
export function referencedDirectories(
  files: BuildFiles,
  directories: readonly string[],
): ReadonlySet<string> {
  const referenced = new Set<string>();
  for (const directory of directories) {
    try {
      const kustomization = readKustomization(files, directory);
      for (const field of ['resources', 'bases', 'components']) {
        for (const entry of kustomization.texts(field)) {
          const path = posix.normalize(posix.join(directory, entry));
          referenced.add(path.replace(/\/$/, ''));
        }
      }
      if (kustomization.kind === 'Component') {
        // By itself it is nothing that could be applied.
        referenced.add(directory);
      }
    } catch (error) {
      if (!(error instanceof BuildFailure)) {
        throw error;
      }
    }
  }
  return referenced;
}
