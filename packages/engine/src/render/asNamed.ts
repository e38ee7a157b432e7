import {
  isKustomization,
  kustomizationNames,
} from '../manifests/kustomizationFile';
import type { ManifestFile } from '../model';

/**
 * Files under the names that they have in Git: a kustomization may be there under another of its names, and Kustomize
 * refuses a folder with two of them.
 */
export function asNamed(
  files: readonly ManifestFile[],
  present: ReadonlyMap<string, string>,
): readonly ManifestFile[] {
  return files.map(file => {
    const { path } = file;
    if (present.has(path) || !isKustomization(path)) {
      return file;
    }
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const other = kustomizationNames
      .map(name => `${folder}${name}`)
      .find(each => present.has(each));
    return other === undefined ? file : { ...file, path: other };
  });
}
