import { posix } from 'node:path';
import { fieldsOf, textOf } from '@groundwork/engine';
import type { BuildFiles } from './BuildFiles';
import { Kustomization, readKustomization } from './kustomization';
import { BuildFailure } from './problems';

/** What Kustomizations name, whether they can be built or not. */
interface References {
  /** Directories, with those of Components, which are nothing by themselves. */
  directories: ReadonlySet<string>;
  files: ReadonlySet<string>;
}

/** What the Kustomizations of some directories are made of, by their own words. */
export function referencesOf(
  files: BuildFiles,
  directories: readonly string[],
): References {
  const found = { directories: new Set<string>(), files: new Set<string>() };
  for (const directory of directories) {
    try {
      const kustomization = readKustomization(files, directory);
      if (kustomization.kind === 'Component') {
        found.directories.add(directory);
      }
      for (const entry of entriesOf(kustomization)) {
        const path = posix
          .normalize(posix.join(directory, entry))
          .replace(/\/$/, '');
        const isDirectory = files.isDirectory(path);
        (isDirectory ? found.directories : found.files).add(path);
      }
    } catch (error) {
      if (!(error instanceof BuildFailure)) {
        throw error;
      }
    }
  }
  return found;
}

function entriesOf({ value }: Kustomization): string[] {
  return [
    'resources',
    'bases',
    'components',
    'crds',
    'configurations',
    'generators',
    'transformers',
    'validators',
    'patchesStrategicMerge',
    'patches',
    'patchesJson6902',
    'replacements',
  ].flatMap(field => {
    const list = value[field];
    return (Array.isArray(list) ? list : []).flatMap(item => {
      const path = textOf(item) ?? textOf(fieldsOf(item).path);
      return path === undefined || path.includes('\n') ? [] : [path];
    });
  });
}
