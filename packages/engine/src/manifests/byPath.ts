import { ManifestFile } from '../model';

/**
 * Files in order of their paths, and of their trees where both have one of that path.
 */
export function byPath(files: readonly ManifestFile[]): ManifestFile[] {
  const key = (file: ManifestFile) => `${file.path} ${file.tree}`;
  return [...files].sort((a, b) => {
    if (key(a) === key(b)) {
      return 0;
    }
    return key(a) < key(b) ? -1 : 1;
  });
}
