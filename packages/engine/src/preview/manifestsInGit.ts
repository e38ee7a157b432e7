import { ManifestFile, ManifestSet } from '../model';
import { objectsIn } from '../render/objectsIn';
import { Steps, finish } from '../steps';

/**
 * What Git holds at the paths of manifest sets, hand edits included. A file that is no YAML, or more of it than is read, counts as empty,
 * since it is written anew.
 *
 * @param sets - the sets whose paths are looked at
 * @param present - the files in Git by path
 * @public
 */
export function manifestsInGit(
  sets: readonly ManifestSet[],
  present: ReadonlyMap<string, string>,
): ManifestSet {
  return finish(manifestsInGitInSteps(sets, present));
}

/** As `manifestsInGit`, in steps of a file each. */
export function* manifestsInGitInSteps(
  sets: readonly ManifestSet[],
  present: ReadonlyMap<string, string>,
): Steps<ManifestSet> {
  const files = new Map<string, ManifestFile>();
  for (const file of sets.flatMap(set => set.files)) {
    const content = present.get(file.path);
    if (content !== undefined && !files.has(file.path)) {
      files.set(file.path, {
        ...file,
        content,
        objects: file.target ? objectsIn(content) : [],
      });
      yield;
    }
  }
  return { files: [...files.values()] };
}
