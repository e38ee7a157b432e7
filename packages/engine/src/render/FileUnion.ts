import { byPath } from '../manifests/byPath';
import { ManifestFile } from '../model';
import { Steps } from '../steps';
import { mergeAllShared } from './mergeShared';

/** The files of many requests: of one path the last counts, and what several requests share is merged once all are there. */
export class FileUnion {
  readonly #parts = new Map<string, ManifestFile[]>();

  add(file: ManifestFile): void {
    const key = `${file.tree} ${file.path}`;
    const there = this.#parts.get(key);
    if (there && file.shared) {
      there.push(file);
    } else {
      this.#parts.set(key, [file]);
    }
  }

  /**
   * All files in order of their paths, in steps of a merged file each.
   *
   * @throws FindingsError if a shared file can't be read
   */
  *files(): Steps<readonly ManifestFile[]> {
    const files: ManifestFile[] = [];
    for (const parts of this.#parts.values()) {
      const last = parts[parts.length - 1];
      if (parts.length === 1) {
        files.push(last);
      } else {
        const content = mergeAllShared(
          last.path,
          parts.map(part => part.content),
          last.tree,
        );
        files.push({ ...last, content });
        yield;
      }
    }
    return byPath(files);
  }
}
